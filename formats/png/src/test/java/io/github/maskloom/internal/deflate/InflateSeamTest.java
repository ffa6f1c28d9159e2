package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a splicer needs to know: tokens, blocks, bits. */
class InflateSeamTest {
  private static final int SIZE = 60_000;

  @ParameterizedTest
  @EnumSource
  void recordedMatchesReproduceTheData(SampleData kind) {
    byte[] data = kind.bytes(SIZE, 1);
    byte[] zlib = Zlib.deflate(data, 6, Deflater.DEFAULT_STRATEGY);
    Map<Long, Long> bits = tokenBits(zlib);
    MatchLog log = new MatchLog(SIZE, 0);
    Inflate inflate = Zlib.opened(zlib, SIZE + 1);
    assertThat(inflate.decode(SIZE + 1L, log)).isEqualTo(Inflate.Status.ENDED);
    byte[] rebuilt = data.clone();
    for (int i = 0; i < log.size(); i++) {
      int at = (int) log.position(i);
      assertThat(bits.get(log.position(i))).isEqualTo(log.bit(i));
      Arrays.fill(rebuilt, at, at + log.length(i), (byte) 0);
      for (int k = 0; k < log.length(i); k++) {
        rebuilt[at + k] = rebuilt[at + k - log.distance(i)];
      }
    }
    assertThat(rebuilt).isEqualTo(data);
    // Each token is a literal, or a match that was recorded.
    assertThat(bits).hasSize(SIZE - matchedBytes(log) + log.size());
  }

  private static int matchedBytes(MatchLog log) {
    int bytes = 0;
    for (int i = 0; i < log.size(); i++) {
      bytes += log.length(i);
    }
    return bytes;
  }

  @Test
  void aFullLogStopsTheDecoderAndLosesNothing() {
    byte[] zlib = Zlib.deflate(SampleData.TEXT.bytes(SIZE, 1), 6, Deflater.DEFAULT_STRATEGY);
    MatchLog whole = new MatchLog(SIZE, 0);
    Zlib.opened(zlib, SIZE + 1).decode(SIZE + 1L, whole);
    for (int room : new int[] {1, 2, 89, 1000}) {
      MatchLog part = new MatchLog(room, 0);
      Inflate inflate = Zlib.opened(zlib, SIZE + 1);
      int seen = 0;
      while (inflate.decode(SIZE + 1L, part) != Inflate.Status.ENDED) {
        assertThat(part.isFull()).isTrue();
        for (int i = 0; i < room; i++, seen++) {
          assertThat(part.position(i)).isEqualTo(whole.position(seen));
          assertThat(part.bit(i)).isEqualTo(whole.bit(seen));
          assertThat(part.length(i)).isEqualTo(whole.length(seen));
          assertThat(part.distance(i)).isEqualTo(whole.distance(seen));
        }
        part.clear();
      }
      assertThat(seen + part.size()).isEqualTo(whole.size());
    }
  }

  /** Codes of literals alone may be so short that several are decoded at a time. */
  @ParameterizedTest
  @EnumSource
  void decodesUpToTheLastTokenThatEndsAtTheLimit(SampleData kind) {
    for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY}) {
      byte[] zlib = Zlib.deflate(kind.bytes(SIZE, 1), 6, strategy);
      NavigableMap<Long, Long> bits = tokenBits(zlib);
      for (long limit = 1; limit < SIZE; limit += limit < 300 ? 1 : 9_973) {
        Inflate inflate = Zlib.opened(zlib, SIZE);
        assertThat(inflate.decode(limit, null)).isEqualTo(Inflate.Status.REACHED);
        assertThat(inflate.position()).isEqualTo(bits.floorKey(limit));
        assertThat(inflate.insideBlock()).isTrue();
        assertThat(inflate.tokenBit()).isEqualTo(bits.get(inflate.position()));
      }
    }
  }

  @Test
  void stopsAtTheLimitBeforeItReadsTheEndOfTheBlock() {
    byte[] data = {1, 2, 3};
    BitAssembler zlib = BitAssembler.zlib().fixedBlock(false).fixed(1).fixed(2).fixed(3);
    long endOfBlock = zlib.bitCount();
    zlib.endOfBlock();
    final long nextHeader = zlib.bitCount();
    zlib.stored(true, data);
    Inflate inflate = Zlib.opened(zlib.toBytes(), 100);
    assertThat(inflate.decode(3, null)).isEqualTo(Inflate.Status.REACHED);
    assertThat(inflate.tokenBit()).isEqualTo(endOfBlock);
    assertThat(inflate.insideBlock()).isTrue();
    assertThat(inflate.block().startBit()).isEqualTo(16);
    assertThat(inflate.block().endBit()).isEqualTo(19);
    assertThat(inflate.block().isLast()).isFalse();
    inflate.step(null);
    assertThat(inflate.block().startBit()).isEqualTo(nextHeader);
    assertThat(inflate.block().isLast()).isTrue();
    assertThat(inflate.block().type()).isEqualTo(BlockHeader.STORED);
    assertThat(inflate.block().storedLength()).isEqualTo(3);
    assertThat(inflate.storedLeft()).isEqualTo(2);
    assertThat(inflate.tokenBit()).isEqualTo(inflate.block().endBit() + 8);
  }

  @Test
  void theBoundaryOfAnIncompleteHeaderIsItsFirstBit() {
    byte[] data = SampleData.PHOTO.bytes(SIZE, 1);
    byte[] zlib = Zlib.deflate(data, 6, Deflater.DEFAULT_STRATEGY);
    Inflate inflate = new Inflate(SIZE);
    int at = 0;
    while (inflate.decode(1, null) == Inflate.Status.NEEDS_INPUT) {
      if (!inflate.insideBlock()) {
        assertThat(inflate.tokenBit()).isEqualTo(at < 2 ? 0 : 16);
      }
      inflate.setInput(zlib, at++, 1);
    }
    assertThat(at).isGreaterThan(20);
  }

  @Test
  void aBlockHeaderKeepsItsBits() {
    byte[] data = SampleData.TEXT.bytes(SIZE, 1);
    for (int level : new int[] {1, 9}) {
      byte[] zlib = Zlib.deflate(data, level, Deflater.DEFAULT_STRATEGY);
      Inflate inflate = new Inflate(SIZE);
      int at = 0;
      while (inflate.decode(SIZE, null) == Inflate.Status.NEEDS_INPUT) {
        inflate.setInput(zlib, at++, 1);
        if (inflate.insideBlock()) {
          assertHoldsItsBits(inflate.block(), zlib);
        }
      }
      assertThat(inflate.block().type()).isEqualTo(BlockHeader.DYNAMIC);
    }
  }

  private static void assertHoldsItsBits(BlockHeader block, byte[] zlib) {
    assertThat(block.bitCount()).isEqualTo(block.endBit() - block.startBit());
    for (int i = 0; i < block.bitCount(); i++) {
      assertThat(bit(block.bytes(), i)).isEqualTo(bit(zlib, block.startBit() + i));
    }
  }

  private static int bit(byte[] bytes, long index) {
    return bytes[(int) (index >>> 3)] >>> (index & 7) & 1;
  }

  @Test
  void knowsTheCodeThatEndsTheBlock() throws IOException {
    for (SampleData kind : SampleData.values()) {
      byte[] zlib = Zlib.deflate(kind.bytes(20_000, 1), 6, Deflater.DEFAULT_STRATEGY);
      Inflate inflate = Zlib.opened(zlib, 20_000);
      inflate.decode(20_000, null);
      BlockHeader block = inflate.block();
      if (block.type() != BlockHeader.STORED) {
        SourceBlock again = new SourceBlock();
        again.set(block);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BitWriter out = new BitWriter(bytes);
        again.codes().writeEnd(out);
        long bits = out.position();
        out.align();
        out.flush();
        assertThat(bits).isBetween(1L, 15L);
        for (int i = 0; i < bits; i++) {
          assertThat(bit(bytes.toByteArray(), i)).isEqualTo(bit(zlib, inflate.tokenBit() + i));
        }
      }
    }
  }

  @Test
  void saysWhereTheStreamEnded() {
    byte[] zlib = Zlib.deflate(SampleData.TEXT.bytes(1000, 1), 6, Deflater.DEFAULT_STRATEGY);
    byte[] trailed = Arrays.copyOf(zlib, zlib.length + 100);
    Inflate inflate = Zlib.opened(trailed, 1001);
    assertThatThrownBy(inflate::endByte).isInstanceOf(IllegalStateException.class);
    assertThat(inflate.decode(1001, null)).isEqualTo(Inflate.Status.ENDED);
    assertThat(inflate.endByte()).isEqualTo(zlib.length);
    assertThat(inflate.tokenBit()).isEqualTo(zlib.length * 8L);
  }

  @Test
  void refusesToHoldMoreUnreadBytesThanItWasMadeFor() {
    byte[] zlib = Zlib.deflate(new byte[1000], 6, Deflater.DEFAULT_STRATEGY);
    assertThatThrownBy(() -> Zlib.opened(zlib, 10).decode(11, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Zlib.opened(zlib, 10).release(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesInputBeforeTheLastIsUsedUp() {
    byte[] zlib = Zlib.deflate(new byte[1000], 6, Deflater.DEFAULT_STRATEGY);
    Inflate inflate = Zlib.opened(zlib, 10);
    assertThatThrownBy(() -> inflate.setInput(zlib, 0, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  /** The first bit of each token by the position of its output, found by single steps. */
  private static NavigableMap<Long, Long> tokenBits(byte[] zlib) {
    Inflate inflate = Zlib.opened(zlib, SIZE);
    NavigableMap<Long, Long> bits = new TreeMap<>();
    long position = 0;
    long bit = 0;
    while (inflate.step(null) == Inflate.Status.REACHED) {
      boolean newBlock = inflate.block().startBit() >= bit;
      bits.put(position, newBlock ? inflate.block().endBit() : bit);
      position = inflate.position();
      bit = inflate.tokenBit();
      inflate.release((int) (position - inflate.readPosition()));
    }
    return bits;
  }

  /** The fast path writes three literals at once, and the one behind them has a long code. */
  @Test
  void stopsInFrontOfALongCodeAtTheLimit() {
    ByteArrayDataOutput data = ByteStreams.newDataOutput();
    data.write(new byte[9]);
    for (int literal = 14, count = 1; literal > 0; literal--, count *= 2) {
      for (int i = 0; i < count; i++) {
        data.write(literal - 1);
      }
    }
    byte[] zlib = Zlib.deflate(data.toByteArray(), 6, Deflater.HUFFMAN_ONLY);
    Inflate inflate = Zlib.opened(zlib, 100);

    assertThat(inflate.decode(9, null)).isEqualTo(Inflate.Status.REACHED);
    assertThat(inflate.position()).isEqualTo(9);
  }
}
