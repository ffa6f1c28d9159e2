package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.PngFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged streams: the verdict, and the bytes if it is good, are zlib's without exception. */
class InflateMutationTest {
  private static final int MUTATIONS_PER_STREAM = 25;

  @ParameterizedTest
  @EnumSource
  void agreesWithZlibAboutDamagedStreams(SampleData kind) {
    Random random = new Random(1);
    for (int size : new int[] {0, 3, 60, 700, 5000}) {
      byte[] data = kind.bytes(size, size);
      for (int level : new int[] {0, 1, 6, 9}) {
        for (int strategy = 0; strategy <= 2; strategy++) {
          byte[] zlib = Zlib.deflate(data, level, strategy, flush(random), 500);
          for (int i = 0; i < MUTATIONS_PER_STREAM; i++) {
            byte[] mutated = mutate(zlib, random);
            assertSameVerdict(mutated, random);
            assertSameVerdict(PngFiles.withRightChecksum(mutated), random);
          }
        }
      }
    }
  }

  private static int flush(Random random) {
    return random.nextBoolean() ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
  }

  private static byte[] mutate(byte[] zlib, Random random) {
    byte[] mutated = zlib.clone();
    // Headers are where most rules are, so half of the damage is done near the start.
    int reach = random.nextBoolean() ? mutated.length : Math.min(mutated.length, 90);
    int at = random.nextInt(reach);
    switch (random.nextInt(4)) {
      case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> mutated[at] = (byte) random.nextInt();
      case 2 -> mutated = Arrays.copyOf(mutated, at);
      default -> System.arraycopy(mutated, at, mutated, at / 2, mutated.length - at);
    }
    // A header that is wrong hides everything behind it.
    if (mutated.length > 2 && random.nextInt(8) != 0) {
      System.arraycopy(zlib, 0, mutated, 0, 2);
    }
    return mutated;
  }

  private static void assertSameVerdict(byte[] zlib, Random random) {
    byte[] expected = Zlib.inflate(zlib);
    Drive drive = List.of(Drive.values()).get(random.nextInt(4));
    int piece = 1 + random.nextInt(random.nextBoolean() ? 20 : 5000);
    assertThat(drive.verdict(zlib, piece, 5000))
        .as("%s in pieces of %s", drive, piece)
        .isEqualTo(expected);
  }
}
