package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class InflateProperties {
  @Property(tries = 300)
  void splitsAndLimitsNeverChangeTheOutput(
      @ForAll SampleData kind,
      @ForAll @IntRange(max = 20_000) int size,
      @ForAll @IntRange(max = 9) int level,
      @ForAll Drive drive,
      @ForAll @IntRange(min = 1, max = 9000) int maxPieceBytes,
      @ForAll @IntRange(min = 1, max = 5000) int maxTurnBytes,
      @ForAll long seed) {
    byte[] data = kind.bytes(size, seed);
    byte[] zlib = Zlib.deflate(data, level, Deflater.DEFAULT_STRATEGY);
    Random random = new Random(seed);
    byte[] inflated =
        drive.inflate(
            zlib, () -> random.nextInt(maxPieceBytes + 1), () -> 1 + random.nextInt(maxTurnBytes));
    assertThat(inflated).isEqualTo(data);
  }

  @Property(tries = 100)
  void flushesAndStrategiesAreReadFromAnySplit(
      @ForAll SampleData kind,
      @ForAll @IntRange(max = 2) int strategy,
      @ForAll boolean fullFlush,
      @ForAll @IntRange(min = 1, max = 4000) int flushBytes,
      @ForAll @IntRange(min = 1, max = 100) int maxPieceBytes,
      @ForAll Drive drive,
      @ForAll long seed) {
    byte[] data = kind.bytes(10_000, seed);
    int flush = fullFlush ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH;
    byte[] zlib = Zlib.deflate(data, 6, strategy, flush, flushBytes);
    Random random = new Random(seed);
    byte[] inflated = drive.inflate(zlib, () -> 1 + random.nextInt(maxPieceBytes), () -> 5000);
    assertThat(inflated).isEqualTo(data);
  }
}
