package io.github.maskloom.fusion;

import static io.github.maskloom.local.Drawings.fill;
import static io.github.maskloom.local.Drawings.ground;
import static io.github.maskloom.local.Drawings.noise;
import static io.github.maskloom.local.Drawings.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.image.MaskConvention;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The local provider behind a client. */
class LocalFusionTest extends InFusionFolder {
  private static final int WIDTH = 1300;
  private static final int HEIGHT = 900;
  private static final Rectangle SPOT = new Rectangle(700, 500, 100, 80);

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB})
  void aMaskThatWouldPaintOverTheWholeRoomIsRefused(int type) throws IOException {
    BufferedImage opaque = fill(new BufferedImage(60, 40, type), Color.WHITE, 0, 0, 30, 20);
    FusionRequest request =
        files.request().mask(source(opaque, "png"), MaskConvention.PAINTED).build();

    try (FusionClient client = FusionClient.open(files.config().build())) {
      assertThatThrownBy(() -> client.fuse(request)).isInstanceOf(OpaqueMaskException.class);
    }
  }

  @Test
  void aFocusStandsTheFurnitureWhereItIsPaintedAndNowhereElse() throws IOException {
    BufferedImage photo = noise(WIDTH, HEIGHT);
    BufferedImage clear = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    BufferedImage mask = fill(clear, Color.WHITE, SPOT);
    BufferedImage sofa = ground(90, 60, Color.RED);
    FusionRequest request =
        FusionRequest.builder(source(photo, "png"))
            .mask(source(mask, "png"), MaskConvention.PAINTED)
            .reference(source(sofa, "png"))
            .focus()
            .build();

    try (FusionClient client = FusionClient.open(files.config().build());
        FusionResult result = client.fuse(request);
        InputStream stream = result.image().source().open()) {
      assertThat(result.image().modelImage().width()).isEqualTo(512);
      BufferedImage fused = ImageIO.read(stream);
      Color middle = new Color(fused.getRGB(750, 545));
      assertThat(middle.getRed()).isGreaterThan(180);
      assertThat(middle.getGreen()).isLessThan(60);
      assertThat(changed(photo, fused)).isGreaterThan(SPOT.width * SPOT.height * 8 / 10);
      result.discard();
    }
  }

  /** Counts the pixels that changed, all of which are in the spot. */
  private static int changed(BufferedImage before, BufferedImage after) {
    int changed = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      if (before.getRGB(x, y) != after.getRGB(x, y)) {
        assertThat(SPOT.contains(x, y)).as("the spot holds %d,%d", x, y).isTrue();
        changed++;
      }
    }
    return changed;
  }
}
