package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A stream cut at a token, continued with own blocks, and resumed at a token more than a look-back
 * later: the classes fit together as a PNG splice needs them to.
 */
class SpliceProperties {
  private static final int SIZE = 150_000;
  private static final int ADLER_BYTES = 4;

  @Property(tries = 150)
  void aStreamCanBeCutAndResumedAtAnyToken(
      @ForAll SampleData kind,
      @ForAll @IntRange(max = 9) int level,
      @ForAll @IntRange(max = 2) int strategy,
      @ForAll boolean flushed,
      @ForAll @IntRange(min = 1, max = 50_000) int changedFrom,
      @ForAll @IntRange(min = 1, max = 40_000) int changedBytes,
      @ForAll long seed)
      throws IOException {
    byte[] old = kind.bytes(SIZE, seed);
    int flush = flushed ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
    byte[] zlib = Zlib.deflate(old, level, strategy, flush, 9000);
    byte[] data = old.clone();
    int changedTo = changedFrom + changedBytes;
    System.arraycopy(
        SampleData.NOISE.bytes(changedBytes, seed), 0, data, changedFrom, changedBytes);
    byte[] spliced = new Splice(zlib, data).splice(changedFrom, changedTo);
    assertThat(Zlib.inflate(spliced)).isEqualTo(data);
    assertThat(Drive.FILL.inflate(spliced)).isEqualTo(data);
  }

  /** Replaces part of the data of a stream by new data. */
  private static final class Splice {
    private final byte[] zlib;
    private final byte[] data;
    private final Inflate inflate = new Inflate(SIZE);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BitWriter out = new BitWriter(bytes);

    Splice(byte[] zlib, byte[] data) {
      this.zlib = zlib;
      this.data = data;
      inflate.setInput(zlib, 0, zlib.length);
    }

    byte[] splice(int changedFrom, int changedTo) throws IOException {
      inflate.decode(changedFrom, null);
      cut();
      encodeTo(changedTo + Tokens.MAX_DISTANCE);
      resume();
      out.flush();
      return bytes.toByteArray();
    }

    /** Copies what is decoded, and ends the block in which that is. */
    private void cut() throws IOException {
      BlockHeader block = inflate.block();
      if (!inflate.insideBlock()) {
        out.copy(zlib, 0, inflate.tokenBit());
      } else if (block.type() == BlockHeader.Type.STORED) {
        int count = block.storedLength() - inflate.storedLeft();
        out.copy(zlib, 0, block.startBit());
        out.write(0, 3);
        out.align();
        out.write(count, 16);
        out.write(~count & 0xFFFF, 16);
        out.copy(zlib, block.endBit(), 8L * count);
      } else {
        out.copy(zlib, 0, block.startBit());
        out.write(0, 1);
        out.copy(zlib, block.startBit() + 1, inflate.tokenBit() - block.startBit() - 1);
        SourceBlock open = new SourceBlock();
        open.set(block);
        open.codes().writeEnd(out);
      }
    }

    /** Uses the source's matches again wherever they still hold. */
    private void encodeTo(long position) throws IOException {
      int at = (int) inflate.position();
      MatchLog log = new MatchLog(SIZE);
      inflate.decode(position, log);
      while (inflate.position() < position
          || (inflate.insideBlock() && inflate.block().type() == BlockHeader.Type.STORED)) {
        inflate.step(log);
      }
      BlockEncoder encoder = new BlockEncoder(out);
      for (int i = 0; i < log.size(); i++) {
        int match = (int) log.position(i);
        if (holds(match, log.length(i), log.distance(i))) {
          encoder.literals(data, at, match - at);
          encoder.match(data, match, log.length(i), log.distance(i));
          at = match + log.length(i);
        }
      }
      encoder.literals(data, at, (int) inflate.position() - at);
      encoder.endBlock(false);
    }

    private boolean holds(int at, int length, int distance) {
      for (int i = at; i < at + length; i++) {
        if (data[i] != data[i - distance]) {
          return false;
        }
      }
      return true;
    }

    /** Opens the source's block again, at a phase at which the rest is copied byte for byte. */
    private void resume() throws IOException {
      BlockHeader block = inflate.block();
      int headerBits = inflate.insideBlock() ? block.bitCount() : 0;
      DynamicHeader.padTo(out, (int) (inflate.tokenBit() - headerBits) & 7);
      out.copy(block.bytes(), 0, headerBits);
      long end = 8L * (zlib.length - ADLER_BYTES);
      out.copy(zlib, inflate.tokenBit(), end - inflate.tokenBit());
      assertThat(out.position() % 8).isZero();
      out.write(Integer.toUnsignedLong(Integer.reverseBytes(adler())), 32);
    }

    private int adler() {
      Adler32 all = new Adler32();
      all.update(data);
      return (int) all.getValue();
    }
  }
}
