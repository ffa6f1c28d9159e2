package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpegReaderTest {
  private static final byte[] BASELINE = TestJpegs.baseline(67, 45, 3);

  static Stream<Named<byte[]>> ordinaryImages() {
    return Stream.of(
        Named.of("4:2:0", BASELINE),
        Named.of("4:4:4", TestJpegs.subsampled(67, 45, 1, 1)),
        Named.of("4:2:2", TestJpegs.subsampled(67, 45, 2, 1)),
        Named.of("4:4:0", TestJpegs.subsampled(67, 45, 1, 2)),
        Named.of("4:1:1", TestJpegs.subsampled(67, 45, 4, 1)),
        Named.of("gray", TestJpegs.baseline(67, 45, 1)),
        Named.of("one pixel", TestJpegs.baseline(1, 1, 3)),
        Named.of("one column", TestJpegs.baseline(1, 33, 3)),
        Named.of("one row", TestJpegs.baseline(33, 1, 3)),
        Named.of("much before the scan", withTables(TestJpegs.baseline(670, 450, 3), 400)),
        Named.of("restart markers", TestJpegs.restarting(67, 45, 2)),
        Named.of("progressive", TestJpegs.progressive(67, 45, 3)),
        Named.of("progressive gray", TestJpegs.progressive(67, 45, 1)),
        Named.of("progressive of one row", TestJpegs.progressive(33, 1, 3)),
        Named.of("progressive, restarts", JpegFixtures.load("progressive-restarts.jpg")),
        Named.of("progressive, 3x2", JpegFixtures.load("progressive-3x2.jpg")),
        Named.of("progressive, fine chroma", JpegFixtures.load("progressive-fine-chroma.jpg")),
        Named.of("two scans, restarts", JpegFixtures.load("two-scans-restarts.jpg")),
        Named.of("three scans", JpegFixtures.load("three-scans.jpg")));
  }

  /** Tables that nothing uses. */
  private static byte[] withTables(byte[] jpeg, int tables) {
    byte[] table = new byte[65];
    Arrays.fill(table, (byte) 3);
    byte[] file = jpeg;
    for (int i = 0; i < tables; i++) {
      file = JpegEdits.withSegment(file, 0xDB, table);
    }
    return file;
  }

  @ParameterizedTest
  @MethodSource("ordinaryImages")
  void deliversTheSamplesOfImageIo(byte[] jpeg) throws IOException {
    assertThat(Jpegs.samples(jpeg)).isEqualTo(TestJpegs.samplesByImageIo(jpeg));
  }

  @ParameterizedTest
  @MethodSource("ordinaryImages")
  void deliversTheSameSamplesWhateverTheWindow(byte[] jpeg) throws IOException {
    byte[] expected = Jpegs.samples(jpeg);

    for (int windowRows = 1; windowRows <= 50; windowRows++) {
      assertThat(ArrayRows.collect(Jpegs.open(jpeg), windowRows))
          .as("%s rows", windowRows)
          .isEqualTo(expected);
    }
  }

  @Test
  void dropsTheProfileOfInks() throws IOException {
    byte[] jpeg = JpegEdits.withProfile(TestJpegs.inks(9, 9, new int[4], 0), new byte[200], 1);

    assertThat(Jpegs.open(jpeg).metadata().iccProfile()).isEmpty();
  }

  @Test
  void deliversNothingOnceClosed() throws IOException {
    FaultySource source = FaultySource.sound(BASELINE);
    JpegReader reader = Jpegs.open(source.source());
    reader.close();
    reader.close();

    assertThatThrownBy(() -> reader.push(8, window -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThat(source.openStreams()).isZero();
  }
}
