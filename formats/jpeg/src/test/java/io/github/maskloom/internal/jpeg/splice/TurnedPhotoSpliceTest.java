package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.jpeg.splice.SpliceCase.Spliced;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Photos that EXIF says are stored turned or mirrored: the paint is turned, not the photo. */
class TurnedPhotoSpliceTest {
  static Stream<Arguments> orientationsOfFiles() {
    byte[][] files = {
      TestJpegs.subsampled(67, 45, 2, 2),
      TestJpegs.subsampled(45, 67, 2, 1),
      TestJpegs.subsampled(67, 45, 1, 2),
      TestJpegs.subsampled(67, 45, 1, 1),
      TestJpegs.subsampled(67, 45, 4, 1),
      TestJpegs.restarting(67, 45, 2),
      TestJpegs.progressive(67, 45, 3),
      TestJpegs.baseline(67, 45, 1)
    };
    return IntStream.rangeClosed(2, 8)
        .boxed()
        .flatMap(
            orientation ->
                IntStream.range(0, files.length)
                    .mapToObj(file -> Arguments.of(orientation, file, files[file])));
  }

  @ParameterizedTest(name = "orientation {0}, file {1}")
  @MethodSource("orientationsOfFiles")
  void givesWhatPaintTurnedByHandGivesInTheStoredPhoto(int orientation, int file, byte[] jpeg)
      throws IOException {
    SpliceCase stored = painted(tagged(jpeg, 1), 31 * orientation + file);
    SpliceCase turned = painted(tagged(jpeg, orientation), 31 * orientation + file);

    Spliced result = turned.splice();

    assertThat(turned.header.orientation()).isEqualTo(orientation);
    assertThat(withOrientation(result.jpeg(), 1)).isEqualTo(stored.splice().jpeg());
    assertThat(new SpliceCase(result.jpeg()).header.orientation()).isEqualTo(orientation);
    assertThat(result.report().touched()).isPositive();
  }

  /** Several strips of paint, and several groups of columns, the last ones smaller. */
  @ParameterizedTest
  @CsvSource({"3, 4000, 150", "4, 150, 4000", "5, 4000, 150", "6, 150, 4000", "7, 2600, 300"})
  void turnsPaintInBlocks(int orientation, int width, int height) throws IOException {
    byte[] jpeg = TestJpegs.baseline(width, height, 3);
    SpliceCase stored = painted(tagged(jpeg, 1), orientation);
    SpliceCase turned = painted(tagged(jpeg, orientation), orientation);

    assertThat(withOrientation(turned.splice().jpeg(), 1)).isEqualTo(stored.splice().jpeg());
  }

  @Test
  void spoolsNoMoreThanThePaintAndWithinTheLimit() throws IOException {
    byte[] jpeg = tagged(TestJpegs.baseline(400, 300, 3), 6);
    SpliceCase image = new SpliceCase(jpeg).rectangle(0, 10, 400, 30, 0x0078FF80);

    assertThat(image.open().spoolBytes()).isEqualTo(4 * 400 * 300);
    assertThat(spliced(image, 4 * 20 * 400)).isNotEmpty();
    assertThatThrownBy(() -> spliced(image, 4 * 20 * 400 - 1))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageContaining("maxSpoolBytes");
  }

  private static byte[] spliced(SpliceCase image, long maxSpoolBytes) throws IOException {
    ImageLimits limits = ImageLimits.DEFAULT.withMaxSpoolBytes(maxSpoolBytes);
    return image.splice(ImageSource.of(image.source), limits).jpeg();
  }

  @Test
  void mirroredPaintTakesNoTemporaryFile() throws IOException {
    SpliceCase image = painted(tagged(TestJpegs.baseline(67, 45, 3), 2), 1);

    assertThat(image.open().spoolBytes()).isZero();
    assertThat(spliced(image, 0)).isEqualTo(image.splice().jpeg());
  }

  private static SpliceCase painted(byte[] jpeg, int seed) throws IOException {
    SpliceCase image = new SpliceCase(jpeg);
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      int left = random.nextInt(image.width);
      int top = random.nextInt(image.height);
      image.rectangle(left, top, left + 1 + random.nextInt(20), top + 9, 0x808080FF);
    }
    return image.noise(random);
  }

  private static byte[] tagged(byte[] jpeg, int orientation) {
    return JpegEdits.withExif(jpeg, JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation));
  }

  /** Changes the tag that {@link #tagged} has set. */
  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    int exif = JpegEdits.indexOfMarker(jpeg, 0xE1);
    return JpegEdits.withBytes(jpeg, exif + 4 + 6 + 10 + 9, orientation);
  }
}
