package io.github.maskloom.internal.png.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What stands beside the rows of a spliced PNG. */
class SplicedPngTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 10;
  private static final OutputOptions LABELED = OutputOptions.DEFAULT.withLabel(AiLabel.COMPOSITE);

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

    assertThat(text(painted(file).metadata(LABELED).spliced())).contains(source);
    assertThat(text(new PaintedPng(file).metadata(LABELED).spliced())).doesNotContain(source);
    assertThat(text(painted(file).spliced())).doesNotContain(source);
  }

  @Test
  void leavesOutAndNamesWhatIsNotOnTheList() throws IOException {
    PaintedPng png = painted(photo().chunk("prIV", (byte) 1).chunk("prIv", (byte) 2).encode());

    assertThat(text(png.spliced())).doesNotContain("prIV", "prIv");
    assertThat(png.report.dropped())
        .containsExactly("PNG prIV: it is not on the list", "PNG prIv: it is not on the list");
  }

  @Test
  void leavesOutAndNamesWhatStandsBehindTheRowsOfAStream() throws IOException {
    PaintedPng png = painted(photo().chunkAfterData("prIv", (byte) 3).encode());

    String copy = text(png.spliced());

    assertThat(copy).doesNotContain("prIv").endsWith("IEND\u00aeB`\u0082");
    assertThat(png.report.dropped())
        .containsExactly("what follows the pixels: the photo can be read only once");
  }

  @Test
  void takesMoreHeapForWiderRowsAndMoreChunks() throws IOException {
    long narrow = PaintedPng.heapBytes(photo().encode());
    long wide = PaintedPng.heapBytes(TestPng.of(ColorType.RGB, 8, 2 * WIDTH, HEIGHT).encode());
    byte[] text = Arrays.copyOf("Title\0".getBytes(ISO_8859_1), 5000);
    long chunks = PaintedPng.heapBytes(photo().chunk("tEXt", text).encode());

    assertThat(narrow).isGreaterThan(1 << 20);
    assertThat(wide - narrow).isEqualTo(19 * 3 * WIDTH);
    assertThat(chunks - narrow).isBetween(10000L, 10200L);
  }
}
