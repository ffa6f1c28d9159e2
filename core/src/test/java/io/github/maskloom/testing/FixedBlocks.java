package io.github.maskloom.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/** Writes zlib streams of blocks with the fixed codes, token by token (RFC 1951, 3.2.6). */
public final class FixedBlocks {
  private static final int[] LENGTH_BASES = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int partial;
  private int partialBits;

  /** Begins a block. */
  public FixedBlocks begin(boolean last) {
    return bits(last ? 3 : 2, 3);
  }

  /** A byte. */
  public FixedBlocks literal(int value) {
    return symbol(value & 0xFF);
  }

  /** Bytes one by one. */
  public FixedBlocks literals(byte... values) {
    for (byte value : values) {
      literal(value);
    }
    return this;
  }

  /** A match of a distance up to 4. */
  public FixedBlocks match(int length, int distance) {
    int index = LENGTH_BASES.length - 1;
    while (LENGTH_BASES[index] > length) {
      index--;
    }
    symbol(257 + index);
    bits(length - LENGTH_BASES[index], index < 8 || index == 28 ? 0 : index / 4 - 1);
    return code(distance - 1, 5);
  }

  /** A match of 258 bytes that does without the symbol that this length has of its own. */
  public FixedBlocks longestMatchWithExtraBits(int distance) {
    return symbol(284).bits(31, 5).code(distance - 1, 5);
  }

  /** Ends the block. */
  public FixedBlocks end() {
    return symbol(256);
  }

  /** The stream, with the checksum of these data. */
  public byte[] zlib(byte... data) {
    bits(0, -partialBits & 7);
    Adler32 adler = new Adler32();
    adler.update(data);
    byte[] deflate = bytes.toByteArray();
    return ByteBuffer.allocate(deflate.length + 6)
        .putShort((short) 0x7801)
        .put(deflate)
        .putInt((int) adler.getValue())
        .array();
  }

  private FixedBlocks symbol(int symbol) {
    if (symbol < 144) {
      return code(0x30 + symbol, 8);
    } else if (symbol < 256) {
      return code(0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
      return code(symbol - 256, 7);
    }
    return code(0xC0 + symbol - 280, 8);
  }

  private FixedBlocks code(int code, int count) {
    return bits(Integer.reverse(code) >>> (32 - count), count);
  }

  private FixedBlocks bits(int value, int count) {
    for (int i = 0; i < count; i++) {
      partial |= (value >>> i & 1) << partialBits++;
      if (partialBits == 8) {
        bytes.write(partial);
        partial = 0;
        partialBits = 0;
      }
    }
    return this;
  }
}
