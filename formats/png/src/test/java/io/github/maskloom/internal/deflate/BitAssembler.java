package io.github.maskloom.internal.deflate;

import io.github.maskloom.testing.LowBits;
import java.util.zip.Adler32;

/** Writes zlib streams bit by bit, right ones and wrong ones. */
final class BitAssembler {
  private final LowBits out = new LowBits();

  /** A stream that begins with the usual header: deflate, a window of 32 KiB. */
  static BitAssembler zlib() {
    return new BitAssembler().bits(0x78, 8).bits(0x9C, 8);
  }

  /** A number, its lowest bit first, as everything but Huffman codes is written. */
  BitAssembler bits(long value, int count) {
    out.put(value, count);
    return this;
  }

  /** A Huffman code, its highest bit first. */
  BitAssembler code(int code, int count) {
    return bits(Integer.reverse(code) >>> (32 - count), count);
  }

  BitAssembler block(boolean last, int type) {
    return bits(last ? 1 : 0, 1).bits(type, 2);
  }

  BitAssembler fixedBlock(boolean last) {
    return block(last, 1);
  }

  /** A stored block with its header. */
  BitAssembler stored(boolean last, byte[] data) {
    block(last, 0).align().bits(data.length, 16).bits(~data.length, 16);
    for (byte value : data) {
      bits(value, 8);
    }
    return this;
  }

  /** A symbol of the fixed literal/length code. */
  BitAssembler fixed(int symbol) {
    if (symbol < 144) {
      return code(0x30 + symbol, 8);
    } else if (symbol < 256) {
      return code(0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
      return code(symbol - 256, 7);
    }
    return code(0xC0 + symbol - 280, 8);
  }

  BitAssembler fixedDistance(int symbol) {
    return code(symbol, 5);
  }

  BitAssembler endOfBlock() {
    return fixed(256);
  }

  /** A dynamic header up to its code length code: counts as they are stored, lengths in order. */
  BitAssembler dynamic(boolean last, int hlit, int hdist, int... codeLengthLengths) {
    block(last, 2).bits(hlit, 5).bits(hdist, 5).bits(codeLengthLengths.length - 4, 4);
    for (int length : codeLengthLengths) {
      bits(length, 3);
    }
    return this;
  }

  /**
   * A dynamic header that gives the codes these lengths. Each length is written as four bits of its
   * own value, by a code length code that has all lengths and no repeats.
   */
  BitAssembler dynamic(boolean last, byte[] literalLengths, byte[] distanceLengths) {
    int[] flat = {0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
    dynamic(last, literalLengths.length - 257, distanceLengths.length - 1, flat);
    for (byte length : literalLengths) {
      code(length, 4);
    }
    for (byte length : distanceLengths) {
      code(length, 4);
    }
    return this;
  }

  BitAssembler align() {
    out.align();
    return this;
  }

  BitAssembler adlerOf(byte[] data) {
    Adler32 adler = new Adler32();
    adler.update(data);
    return adler((int) adler.getValue());
  }

  BitAssembler adler(int value) {
    return align().bits(Integer.reverseBytes(value), 32);
  }

  long bitCount() {
    return out.count();
  }

  byte[] toBytes() {
    return out.bytes();
  }
}
