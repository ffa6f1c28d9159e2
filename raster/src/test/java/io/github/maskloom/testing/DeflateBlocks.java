package io.github.maskloom.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;

/**
 * Writes zlib streams of any blocks and tokens that the format allows (RFC 1950, 1951).
 *
 * <p>A token is a literal's value, or what {@link #match} gives.
 */
public final class DeflateBlocks {
  /** A match of 258 bytes that does without the symbol that this length has of its own. */
  public static final int LONGEST_WITH_EXTRA_BITS = 259;

  private static final int END_OF_BLOCK = 256;

  private static final int[] LENGTH_BASES = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] DISTANCE_BASES = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  private final LowBits out = new LowBits();

  /** A token of a length up to 258, or {@link #LONGEST_WITH_EXTRA_BITS}. */
  public static int match(int length, int distance) {
    return length << 16 | distance;
  }

  /** A stored block. */
  DeflateBlocks stored(boolean last, byte[] data, int from, int to) {
    bits(last ? 1 : 0, 3);
    out.align();
    bits(to - from, 16);
    bits(~(to - from) & 0xFFFF, 16);
    for (int i = from; i < to; i++) {
      bits(data[i] & 0xFF, 8);
    }
    return this;
  }

  /** A block with the fixed codes. */
  public DeflateBlocks fixed(boolean last, int... tokens) {
    bits(last ? 3 : 2, 3);
    byte[] literals = new byte[288];
    Arrays.fill(literals, 0, 144, (byte) 8);
    Arrays.fill(literals, 144, 256, (byte) 9);
    Arrays.fill(literals, 256, 280, (byte) 7);
    Arrays.fill(literals, 280, 288, (byte) 8);
    byte[] distances = new byte[32];
    Arrays.fill(distances, (byte) 5);
    return tokens(tokens, literals, distances);
  }

  /** A block with codes, of random lengths, for just the symbols that its tokens need. */
  DeflateBlocks dynamic(boolean last, Random random, int... tokens) {
    boolean[] literalUsed = new boolean[286];
    boolean[] distanceUsed = new boolean[30];
    literalUsed[END_OF_BLOCK] = true;
    for (int token : tokens) {
      if (token < 256) {
        literalUsed[token] = true;
      } else {
        literalUsed[lengthSymbol(token >>> 16)] = true;
        distanceUsed[index(DISTANCE_BASES, token & 0xFFFF)] = true;
      }
    }
    if (tokens.length == 0) {
      literalUsed[0] = true;
    }
    byte[] literals = randomLengths(literalUsed, random);
    byte[] distances = randomLengths(distanceUsed, random);
    bits(last ? 5 : 4, 3);
    bits(literals.length - 257, 5);
    bits(distances.length - 1, 5);
    // A code of four bits for each length itself, none for repeats.
    bits(15, 4);
    for (int i = 0; i < 19; i++) {
      bits(i < 3 ? 0 : 4, 3);
    }
    for (byte length : literals) {
      bits(reversed(length, 4), 4);
    }
    for (byte length : distances) {
      bits(reversed(length, 4), 4);
    }
    return tokens(tokens, literals, distances);
  }

  /** The stream, with the checksum of these data. */
  public byte[] zlib(byte[] data) {
    return zlib(0x7801, out.bytes(), data);
  }

  /** A stream made of its parts. */
  public static byte[] zlib(int header, byte[] deflate, byte[] data) {
    Adler32 adler = new Adler32();
    adler.update(data);
    return ByteBuffer.allocate(deflate.length + 6)
        .putShort((short) header)
        .put(deflate)
        .putInt((int) adler.getValue())
        .array();
  }

  /** Lengths of a complete code, or of a code of one bit if only one symbol is used. */
  private static byte[] randomLengths(boolean[] used, Random random) {
    byte[] lengths = new byte[used.length];
    int[] depths = new int[used.length];
    int leaves = 0;
    for (int symbol = 0; symbol < used.length; symbol++) {
      if (!used[symbol]) {
        continue;
      }
      if (leaves > 0) {
        int split = random.nextInt(leaves);
        while (depths[split] == 15) {
          split = (split + 1) % leaves;
        }
        depths[leaves] = ++depths[split];
      }
      leaves++;
    }
    int leaf = 0;
    for (int symbol = 0; symbol < used.length; symbol++) {
      if (used[symbol]) {
        lengths[symbol] = (byte) Math.max(1, depths[leaf++]);
      }
    }
    return lengths;
  }

  private DeflateBlocks tokens(int[] tokens, byte[] literalLengths, byte[] distanceLengths) {
    int[] literals = codes(literalLengths);
    int[] distances = codes(distanceLengths);
    for (int token : tokens) {
      if (token < 256) {
        bits(literals[token], literalLengths[token]);
        continue;
      }
      int length = token >>> 16;
      int symbol = lengthSymbol(length);
      bits(literals[symbol], literalLengths[symbol]);
      int index = symbol - 257;
      boolean extended = length == LONGEST_WITH_EXTRA_BITS;
      bits(
          extended ? 31 : length - LENGTH_BASES[index],
          index < 8 || index == 28 ? 0 : index / 4 - 1);
      int distance = token & 0xFFFF;
      int distanceSymbol = index(DISTANCE_BASES, distance);
      bits(distances[distanceSymbol], distanceLengths[distanceSymbol]);
      bits(distance - DISTANCE_BASES[distanceSymbol], Math.max(0, distanceSymbol / 2 - 1));
    }
    bits(literals[END_OF_BLOCK], literalLengths[END_OF_BLOCK]);
    return this;
  }

  private static int lengthSymbol(int length) {
    return length == LONGEST_WITH_EXTRA_BITS ? 284 : 257 + index(LENGTH_BASES, length);
  }

  private static int index(int[] bases, int value) {
    int index = Arrays.binarySearch(bases, value);
    return index < 0 ? -index - 2 : index;
  }

  /** The codes of these lengths, their first bit lowest (RFC 1951, section 3.2.2). */
  private static int[] codes(byte[] lengths) {
    int[] codes = new int[lengths.length];
    int next = 0;
    for (int length = 1; length <= 15; length++, next <<= 1) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          codes[symbol] = reversed(next++, length);
        }
      }
    }
    return codes;
  }

  private static int reversed(int code, int count) {
    return Integer.reverse(code) >>> (32 - count);
  }

  private void bits(int value, int count) {
    out.put(value, count);
  }
}
