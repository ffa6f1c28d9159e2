package io.github.maskloom.internal.png.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What stands beside the rows of a spliced PNG. */
class SplicedPngTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 10;
  private static final MetadataOptions LABELED =
      MetadataOptions.DEFAULT.withLabel(AiLabel.COMPOSITE);

  private static TestPng photo() {
    return TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).randomSamples(1);
  }

  private static PaintedPng painted(byte[] file) throws IOException {
    return new PaintedPng(file).samples(0, WIDTH, HEIGHT - 1, HEIGHT, (x, y) -> x);
  }

  private static String text(byte[] file) {
    return new String(file, ISO_8859_1);
  }

  @Test
  void isLabeledWhereItIsPainted() throws IOException {
    String source = AiLabel.COMPOSITE.digitalSourceType().orElseThrow();
    byte[] file = photo().encode();

    assertThat(text(painted(file).metadata(LABELED).spliced(false))).contains(source);
    assertThat(text(new PaintedPng(file).metadata(LABELED).spliced(false))).doesNotContain(source);
    assertThat(text(painted(file).spliced(false))).doesNotContain(source);
  }

  @Test
  void leavesOutWhatHoldsForTheOldPixelsAlone() throws IOException {
    PaintedPng png = painted(photo().chunk("prIV", (byte) 1).chunk("prIv", (byte) 2).encode());

    assertThat(text(png.spliced(false))).doesNotContain("prIV").contains("prIv");
    assertThat(png.report.dropped()).singleElement().asString().contains("unsafe to copy");
  }

  @Test
  void keepsWhatStandsBehindTheRows() throws IOException {
    byte[] file = photo().chunkAfterData("prIv", (byte) 3).encode();

    String copy = text(painted(file).spliced(true));

    assertThat(copy).contains("prIv").endsWith("IEND\u00aeB`\u0082");
  }

  @Test
  void takesMoreHeapForWiderRowsAndMoreChunks() throws IOException {
    long narrow = PaintedPng.heapBytes(photo().encode());
    long wide = PaintedPng.heapBytes(TestPng.of(ColorType.RGB, 8, 2 * WIDTH, HEIGHT).encode());
    long chunks = PaintedPng.heapBytes(photo().chunk("prIv", new byte[5000]).encode());

    assertThat(narrow).isGreaterThan(1 << 20);
    assertThat(wide - narrow).isEqualTo(19 * 3 * WIDTH);
    assertThat(chunks - narrow).isBetween(5000L, 5200L);
  }
}
