package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.SplicedMcus.Coding;
import io.github.maskloom.internal.jpeg.CraftedJpeg;
import io.github.maskloom.internal.jpeg.Jpegs;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A photo of several scans is written as one scan, which is held until its codes are known. */
class MergedScansTest {
  private static final int OPAQUE_GRAY = 0xC0C0C0FF;
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;

  private static CraftedJpeg progressive() throws IOException {
    return CraftedJpeg.of(CraftedJpeg.PROGRESSIVE, 8, 8, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2"})
  void paintOverMergedScansIsThatOverASequentialFile(int h, int v) throws IOException {
    BufferedImage picture = Jpegs.noise(90, 70, 0x3F3F3F);
    Spliced merged = painted(TestJpegs.progressive(picture, h, v));
    Spliced sequential = painted(TestJpegs.ofKind(picture, h, v, 0, false, 0.9f));

    assertThat(Coefficients.byBlocks(merged.jpeg()))
        .usingElementComparator(Arrays::compare)
        .containsExactlyElementsOf(Coefficients.byBlocks(sequential.jpeg()));
    assertThat(merged.report().total()).isEqualTo(sequential.report().total());
    assertThat(merged.report().changed()).isEqualTo(sequential.report().changed());
  }

  private static Spliced painted(byte[] jpeg) throws IOException {
    return new SpliceCase(jpeg).rectangle(5, 3, 60, 40, OPAQUE_GRAY).noise(new Random(3)).splice();
  }

  @Test
  void severalPiecesOfATemporaryFileComeBackInOrder() throws IOException {
    byte[] jpeg = TestJpegs.progressive(Jpegs.noise(300, 200, 0x3F3F3F), 2, 1);
    SpliceCase image = new SpliceCase(jpeg).rectangle(30, 20, 50, 40, OPAQUE_GRAY);
    Spliced spliced = image.splice();

    assertThat(spliced.report().coding()).isEqualTo(Coding.MERGED);
    JpegSpliceTest.assertSameOutside(image, spliced);
  }

  @Test
  void divisorsOfSixteenBitsMakeAnExtendedFile() throws IOException {
    byte[] jpeg = progressive().wideDivisors().scan(0, 0, 0, 0).data("x00").end();
    byte[] spliced = gray(jpeg);

    assertThat(JpegEdits.indexOfMarker(spliced, EXTENDED)).isPositive();
    assertThat(Coefficients.byBlocks(spliced).get(0)[0]).isEqualTo((short) 2);
  }

  @Test
  void divisorsUpTo255MakeABaselineFile() throws IOException {
    byte[] jpeg = progressive().divisors(255).scan(0, 0, 0, 0).data("x00").end();

    byte[] spliced = gray(jpeg);

    assertThat(JpegEdits.indexOfMarker(spliced, BASELINE)).isPositive();
    assertThat(Coefficients.byBlocks(spliced).get(0)[0]).isEqualTo((short) 2);
  }

  private static byte[] gray(byte[] jpeg) throws IOException {
    return new SpliceCase(jpeg).rectangle(0, 0, 8, 8, OPAQUE_GRAY).splice().jpeg();
  }
}
