package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InflateTest {
  @Test
  void takesAMatchOfTheGreatestDistanceAndLength() {
    byte[] data = SampleData.NOISE.bytes(32768, 4);
    byte[] all = Arrays.copyOf(data, 32768 + 258);
    System.arraycopy(data, 0, all, 32768, 258);
    byte[] zlib =
        BitAssembler.zlib()
            .stored(false, data)
            .fixedBlock(true)
            .fixed(285)
            .fixedDistance(29)
            .bits(8191, 13)
            .endOfBlock()
            .adlerOf(all)
            .toBytes();
    assertThat(Drive.DECODE.inflate(zlib)).isEqualTo(all);
  }

  @Test
  void takesDistancesBeyondTheDeclaredWindowAsZlibDoes() {
    byte[] data = SampleData.FAR_REPEATS.bytes(100_000, 5);
    byte[] zlib = Zlib.deflate(data, 9, Deflater.DEFAULT_STRATEGY);
    zlib[0] = 0x08;
    zlib[1] = 0x1D;
    assertThat(Zlib.inflate(zlib)).isEqualTo(data);
    assertThat(Drive.FILL.inflate(zlib)).isEqualTo(data);
  }

  @Test
  @Tag("slow")
  void countsPositionsBeyondFourGigabytes() {
    BitAssembler start = zerosFromTwoBitMatches();
    start.code(2, 2); // the literal 0
    long matches = 0;
    while (start.bitCount() % 8 != 0) {
      start.code(0, 2);
      matches++;
    }
    Inflate inflate = new Inflate(1);
    byte[] first = start.toBytes();
    inflate.setInput(first, 0, first.length);
    byte[] more = new byte[1 << 16];
    while (inflate.position() <= 1L << 32) {
      drain(inflate);
      assertThat(inflate.position()).isEqualTo(1 + 258 * matches);
      inflate.setInput(more, 0, more.length);
      matches += more.length * 4L;
    }
    drain(inflate);
    assertThat(inflate.tokenBit()).isGreaterThan(1L << 25).isEqualTo(inputBits(start, matches));
  }

  private static long inputBits(BitAssembler start, long matches) {
    long before = zerosFromTwoBitMatches().bitCount() + 2;
    assertThat(start.bitCount()).isGreaterThanOrEqualTo(before);
    return before + 2 * matches;
  }

  /** A block of which 00 is a match of length 258 and distance 1, 10 a zero, 11 the end. */
  private static BitAssembler zerosFromTwoBitMatches() {
    BitAssembler block = BitAssembler.zlib();
    // Code lengths by three codes: 0 for 18, 10 for 1, 11 for 2.
    block.dynamic(true, 29, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0);
    block.code(3, 2).code(0, 1).bits(138 - 11, 7).code(0, 1).bits(117 - 11, 7);
    block.code(3, 2).code(0, 1).bits(28 - 11, 7).code(2, 2);
    return block.code(2, 2);
  }

  private static void drain(Inflate inflate) {
    while (inflate.fill(1) == Inflate.Status.REACHED) {
      inflate.release((int) (inflate.position() - inflate.readPosition()));
    }
  }
}
