package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class InflateProperties {
  private static final int[] FLUSHES = {
    Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH
  };

  @Property(tries = 300)
  void howAStreamIsMadeSplitAndLimitedNeverChangesTheOutput(
      @ForAll SampleData kind,
      @ForAll @IntRange(max = 20_000) int size,
      @ForAll @IntRange(max = 9) int level,
      @ForAll @IntRange(max = 2) int strategy,
      @ForAll @IntRange(max = 2) int flush,
      @ForAll @IntRange(min = 100, max = 4000) int flushBytes,
      @ForAll Drive drive,
      @ForAll @IntRange(min = 1, max = 9000) int maxPieceBytes,
      @ForAll @IntRange(min = 1, max = 5000) int maxTurnBytes,
      @ForAll long seed) {
    byte[] data = kind.bytes(size, seed);
    byte[] zlib = Zlib.deflate(data, level, strategy, FLUSHES[flush], flushBytes);
    Random random = new Random(seed);

    byte[] inflated =
        drive.inflate(
            zlib, () -> random.nextInt(maxPieceBytes + 1), () -> 1 + random.nextInt(maxTurnBytes));

    assertThat(inflated).isEqualTo(data);
  }
}
