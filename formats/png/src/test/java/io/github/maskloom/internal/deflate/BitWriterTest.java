package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final BitWriter writer = new BitWriter(bytes);
  private final BitAssembler expected = new BitAssembler();

  @Test
  void writesAnyNumberOfBitsAtAnyPhase() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int count = random.nextInt(57);
      long bits = random.nextLong() & ((1L << count) - 1);
      writer.write(bits, count);
      expected.bits(bits, count);
      assertThat(writer.position()).isEqualTo(expected.bitCount());
    }
    assertSame();
  }

  @Test
  void copiesBitsFromAnyPhaseToAnyPhase() throws IOException {
    byte[] source = SampleData.NOISE.bytes(40, 1);
    for (int phase = 0; phase < 8; phase++) {
      for (int from = 0; from < 17; from++) {
        for (int count = 0; count < 300 - from; count += 1 + from % 3) {
          writer.align();
          expected.align();
          writer.write(0, phase);
          expected.bits(0, phase);
          writer.copy(source, from, count);
          for (int bit = from; bit < from + count; bit++) {
            expected.bits(source[bit >>> 3] >>> (bit & 7) & 1, 1);
          }
        }
      }
    }
    assertSame();
  }

  @Test
  void writesCodesInBulkAsOneByOne() throws IOException {
    int[] frequencies = new int[256];
    for (int i = 0; i < 256; i++) {
      // Powers of two make the codes as long as they can be.
      frequencies[i] = 1 << Math.min(14, i / 17);
    }
    HuffmanCode code = new HuffmanCode(256, 15);
    code.build(frequencies);
    byte[] symbols = SampleData.NOISE.bytes(50_000, 1);
    Random random = new Random(1);
    for (int at = 0; at < symbols.length; ) {
      int next = Math.min(symbols.length, at + random.nextInt(at < 25_000 ? 9 : 9000));
      writer.writeCodes(symbols, at, next, code.entries());
      for (; at < next; at++) {
        int entry = code.entry(symbols[at] & 0xFF);
        expected.bits(HuffmanCode.code(entry), HuffmanCode.length(entry));
      }
      writer.write(1, 1);
      expected.bits(1, 1);
    }
    assertSame();
  }

  private void assertSame() throws IOException {
    writer.align();
    writer.flush();
    assertThat(bytes.toByteArray()).isEqualTo(expected.toBytes());
  }
}
