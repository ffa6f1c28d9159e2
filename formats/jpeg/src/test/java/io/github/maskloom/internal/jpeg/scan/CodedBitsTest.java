package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Coded bits against a writer that takes them one by one. */
class CodedBitsTest {
  private static final int MORE_THAN_THE_BUFFER = CodedBits.BUFFER_BYTES * 3 / 2;

  private ByteArrayOutputStream out = new ByteArrayOutputStream();
  private CodedBits coded = new CodedBits(out);
  private Reference expected = new Reference();

  @Property(tries = 100)
  void bitsComeOutStuffedInTheirOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) throws IOException {
    // All tries have this object.
    out = new ByteArrayOutputStream();
    coded = new CodedBits(out);
    expected = new Reference();
    Random random = new Random(seed);
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(5)) {
        case 0 -> put(random);
        case 1 -> copy(bytes(random, 40), random.nextInt(30), 31 + random.nextInt(290));
        case 2 -> copy(bytes(random, 2_000), random.nextInt(16_000), 16_000);
        case 3 -> mark(random.nextInt(8));
        default -> coded.flush();
      }
      assertThat(coded.phase()).isEqualTo(expected.phase());
    }
    assertWritten();
  }

  @Test
  void aCopyMayBeLongerThanTheBuffer() throws IOException {
    byte[] ones = new byte[MORE_THAN_THE_BUFFER + 8];
    Arrays.fill(ones, (byte) 0xFF);

    copy(ones, 3, MORE_THAN_THE_BUFFER * 8 - 2);
    copy(new byte[MORE_THAN_THE_BUFFER + 8], 3, MORE_THAN_THE_BUFFER * 8 - 2);

    assertWritten();
  }

  private void put(Random random) throws IOException {
    int low = random.nextInt(12);
    int code = 1 + random.nextInt(16);
    int value = random.nextInt(1 << (low + code));
    int inLow = value & ((1 << low) - 1);
    coded.require();
    coded.put((value - inLow) << 5 | (low + code), inLow);
    expected.bits(value, low + code);
  }

  private void copy(byte[] source, int from, int to) throws IOException {
    coded.copy(source, from, to);
    for (int bit = from; bit < to; bit++) {
      expected.bits(source[bit >>> 3] >>> (7 - (bit & 7)) & 1, 1);
    }
  }

  private void mark(int number) throws IOException {
    coded.align();
    coded.marker(0xD0 + number);
    expected.align();
    expected.marker(0xD0 + number);
  }

  private void assertWritten() throws IOException {
    coded.align();
    coded.flush();
    expected.align();
    assertThat(Arrays.mismatch(out.toByteArray(), expected.out.toByteArray())).isEqualTo(-1);
  }

  /** Half of the bytes are all ones. */
  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count + 8];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      if (random.nextBoolean()) {
        bytes[i] = (byte) 0xFF;
      }
    }
    return bytes;
  }

  /** Takes bits one by one. */
  private static final class Reference {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int current;
    private int count;

    void bits(int value, int length) {
      for (int shift = length - 1; shift >= 0; shift--) {
        current = current << 1 | (value >>> shift & 1);
        count++;
        if (count == 8) {
          out.write(current);
          if (current == 0xFF) {
            out.write(0);
          }
          current = 0;
          count = 0;
        }
      }
    }

    int phase() {
      return count;
    }

    void align() {
      while (count > 0) {
        bits(1, 1);
      }
    }

    void marker(int marker) {
      out.write(0xFF);
      out.write(marker);
    }
  }
}
