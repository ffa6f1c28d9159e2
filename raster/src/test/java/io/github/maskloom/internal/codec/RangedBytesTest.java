package io.github.maskloom.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is asked of a store when its bytes are read in other orders than theirs. */
class RangedBytesTest {
  private static final int LENGTH = 3_000_001;
  private static final byte[] BYTES = bytes();

  private final StoredObject object = new StoredObject(BYTES);
  private final RangedBytes ranged = new RangedBytes(object, LENGTH);

  private static byte[] bytes() {
    byte[] bytes = new byte[LENGTH];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void anyOrderGivesTheRightBytes() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 3_000; i++) {
      int at = random.nextInt(LENGTH);
      int most = random.nextInt(10) == 0 ? 200_000 : 3_000;
      check(at, Math.min(LENGTH - at, 1 + random.nextInt(most)));
    }
    ranged.close();
    assertThat(object.open()).isZero();
  }

  @Test
  void aFileReadInOrderTakesFewRanges() throws IOException {
    for (int at = 0; at < LENGTH; at += 1_000) {
      check(at, Math.min(1_000, LENGTH - at));
    }

    assertThat(object.givenBytes()).isEqualTo(LENGTH);
    assertThat(object.requests()).isLessThanOrEqualTo(5);
  }

  @Test
  void aFileReadBackwardsByRowsTakesARangeForEachDozenOfBlocks() throws IOException {
    for (int at = LENGTH - 1_000; at >= 0; at -= 1_000) {
      check(at, 1_000);
    }

    assertThat(object.givenBytes()).isLessThanOrEqualTo(LENGTH * 101L / 100);
    assertThat(object.requests()).isLessThanOrEqualTo(LENGTH / (12 << 14) + 2);
  }

  @Test
  void aFileReadBackwardsByPartsTakesARangeForEach() throws IOException {
    int part = 250_000;
    for (int end = LENGTH - 1; end >= part; end -= part) {
      for (int at = end - part; at < end; at += 5_000) {
        check(at, 5_000);
      }
    }

    assertThat(object.givenBytes()).isLessThanOrEqualTo(LENGTH * 101L / 100);
    assertThat(object.requests()).isLessThanOrEqualTo(LENGTH / part + 4);
  }

  @Test
  void whatIsReadTwiceIsFetchedOnce() throws IOException {
    for (int at = 0; at + 300_000 < LENGTH; at += 300_000) {
      check(at, 300_000);
      check(at, 300_000);
    }

    assertThat(object.givenBytes()).isLessThanOrEqualTo(LENGTH);
  }

  private void check(int at, int count) throws IOException {
    byte[] read = new byte[count];
    ranged.read(at, ByteBuffer.wrap(read));
    assertThat(Arrays.equals(read, 0, count, BYTES, at, at + count)).isTrue();
  }
}
