package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blocks of literals so short that several are decoded at a time: one to a step with codes of eight
 * bits, three with two bits. All boundaries between them stay visible.
 */
class InflateLiteralRunTest {
  private static final int LITERALS = 400;

  /** A block of one literal after the other, which share a flat code with the end of the block. */
  private static final class Run {
    final int codeBits;
    final byte[] data = new byte[LITERALS];
    final BitAssembler zlib = BitAssembler.zlib();
    final long firstBit;

    Run(int codeBits) {
      this.codeBits = codeBits;
      int values = (1 << codeBits) - 1;
      byte[] lengths = new byte[257];
      Arrays.fill(lengths, 0, values, (byte) codeBits);
      lengths[256] = (byte) codeBits;
      zlib.dynamic(true, lengths, new byte[1]);
      firstBit = zlib.bitCount();
      for (int i = 0; i < LITERALS; i++) {
        data[i] = (byte) (i * 7 % 11 % values);
        zlib.code(data[i], codeBits);
      }
    }

    byte[] whole() {
      return zlib.code((1 << codeBits) - 1, codeBits).adlerOf(data).toBytes();
    }

    void assertStoodAt(Inflate inflate, int position) {
      assertThat(inflate.position()).isEqualTo(position);
      assertThat(inflate.tokenBit()).isEqualTo(firstBit + (long) position * codeBits);
      int from = inflate.index(0);
      assertThat(Arrays.copyOfRange(inflate.window(), from, from + position))
          .isEqualTo(Arrays.copyOf(data, position));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void stopsAtEveryLimit(int codeBits) {
    Run run = new Run(codeBits);
    byte[] zlib = run.whole();
    for (int limit = 1; limit <= LITERALS; limit++) {
      Inflate inflate = Zlib.opened(zlib, LITERALS);
      assertThat(inflate.decode(limit, null)).isEqualTo(Inflate.Status.REACHED);
      run.assertStoodAt(inflate, limit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void goesOnByOneTwoOrThreeBytes(int codeBits) {
    Run run = new Run(codeBits);
    byte[] zlib = run.whole();
    for (int room = 1; room <= 3; room++) {
      Inflate inflate = Zlib.opened(zlib, LITERALS);
      for (int limit = 100; limit <= LITERALS; limit += room) {
        inflate.decode(limit, null);
        run.assertStoodAt(inflate, limit);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void usesUpEveryPieceToItsLastWholeCode(int codeBits) {
    Run run = new Run(codeBits);
    byte[] zlib = run.whole();
    int first = (int) (run.firstBit / 8) + 1;
    int last = (int) ((run.firstBit + (long) LITERALS * codeBits) / 8);
    for (int end = first; end <= last; end++) {
      Inflate inflate = new Inflate(LITERALS + 1);
      inflate.setInput(zlib, 0, end);
      assertThat(inflate.decode(LITERALS + 1, null)).isEqualTo(Inflate.Status.NEEDS_INPUT);
      run.assertStoodAt(inflate, (int) ((8L * end - run.firstBit) / codeBits));
      inflate.setInput(zlib, end, zlib.length - end);
      assertThat(inflate.decode(LITERALS + 1, null)).isEqualTo(Inflate.Status.ENDED);
      assertThat(inflate.position()).isEqualTo(LITERALS);
    }
  }

  @Test
  void aMatchThatPassesTheLimitWaits() {
    BitAssembler zlib = BitAssembler.zlib().fixedBlock(true);
    for (int i = 0; i < 5; i++) {
      zlib.fixed(i);
    }
    long matchBit = zlib.bitCount();
    zlib.fixed(280).bits(15, 4).fixedDistance(4).bits(0, 1);
    zlib.endOfBlock().bits(0, 32).bits(0, 32).bits(0, 32).bits(0, 32).bits(0, 32);
    byte[] bytes = zlib.toBytes();
    for (int limit = 6; limit <= 5 + 130; limit++) {
      Inflate inflate = Zlib.opened(bytes, 200);
      assertThat(inflate.decode(limit, null)).isEqualTo(Inflate.Status.REACHED);
      boolean whole = limit == 5 + 130;
      assertThat(inflate.position()).isEqualTo(whole ? limit : 5);
      assertThat(inflate.tokenBit()).isEqualTo(whole ? matchBit + 8 + 4 + 5 + 1 : matchBit);
    }
  }
}
