package io.github.maskloom.internal.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpegReaderTest {

  static Stream<Named<byte[]>> ordinaryPictures() {
    return Stream.of(
        Named.of("4:2:0", TestJpegs.baseline(67, 45, 3)),
        Named.of("4:4:4", TestJpegs.subsampled(67, 45, 1, 1)),
        Named.of("4:2:2", TestJpegs.subsampled(67, 45, 2, 1)),
        Named.of("4:4:0", TestJpegs.subsampled(67, 45, 1, 2)),
        Named.of("4:1:1", TestJpegs.subsampled(67, 45, 4, 1)),
        Named.of("grey", TestJpegs.baseline(67, 45, 1)),
        Named.of("one pixel", TestJpegs.baseline(1, 1, 3)),
        Named.of("one column", TestJpegs.baseline(1, 33, 3)),
        Named.of("one row", TestJpegs.baseline(33, 1, 3)),
        Named.of("restart markers", TestJpegs.restarting(67, 45, 2)),
        Named.of("progressive", TestJpegs.progressive(67, 45, 3)),
        Named.of("progressive grey", TestJpegs.progressive(67, 45, 1)),
        Named.of("progressive of one row", TestJpegs.progressive(33, 1, 3)));
  }

  @ParameterizedTest
  @MethodSource("ordinaryPictures")
  void deliversTheSamplesOfImageIo(byte[] jpeg) throws IOException {
    JpegReader reader = JpegReader.open(ImageSource.of(jpeg), ImageLimits.DEFAULT);

    assertThat(ArrayRows.collect(reader, 8)).isEqualTo(TestJpegs.samplesByImageIo(jpeg));
  }
}
