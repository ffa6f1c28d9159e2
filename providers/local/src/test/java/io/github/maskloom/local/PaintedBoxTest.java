package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.PaintedShape.PaintedBox;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PaintedBoxTest {
  private static BoundingBox of(BufferedImage mask, String format) throws IOException {
    try (ImageReader reader = ImageReader.open(source(mask, format), "mask", Drawings.READING)) {
      return PaintedBox.of(reader).box();
    }
  }

  @Test
  void holdsWhatIsWhite() throws IOException {
    assertThat(of(mask(50, 40, 7, 9, 11, 13), "png")).isEqualTo(new BoundingBox(7, 9, 11, 13));
    assertThat(of(mask(50, 40, 49, 39, 1, 1), "png")).isEqualTo(new BoundingBox(49, 39, 1, 1));
    assertThat(of(mask(50, 40, 0, 0, 50, 40), "png")).isEqualTo(new BoundingBox(0, 0, 50, 40));
  }

  @Test
  void isEmptyIfNothingIsPainted() throws IOException {
    assertThat(of(mask(50, 40, 0, 0, 0, 0), "png").isEmpty()).isTrue();
  }

  @Test
  void passesOverTheSoftEdgeOfABrush() throws IOException {
    BufferedImage mask = mask(50, 40, 0, 0, 0, 0);
    for (int x = 10; x < 30; x++) {
      mask.getRaster().setSample(x, 20, 0, Math.min(128, (x - 9) * 16));
    }

    assertThat(of(mask, "png")).isEqualTo(new BoundingBox(13, 20, 17, 1));
  }

  @Test
  void holdsPaintHoweverFaint() throws IOException {
    BufferedImage mask = mask(50, 40, 0, 0, 0, 0);
    mask.getRaster().setSample(3, 4, 0, 1);

    assertThat(of(mask, "png")).isEqualTo(new BoundingBox(3, 4, 1, 1));
  }

  @Test
  void passesOverWhatAJpegAdds() throws IOException {
    BoundingBox box = of(mask(64, 64, 11, 13, 23, 29), "jpg");

    assertThat(box.x()).isBetween(10, 12);
    assertThat(box.y()).isBetween(12, 14);
    assertThat(box.width()).isBetween(21, 25);
    assertThat(box.height()).isBetween(27, 31);
  }
}
