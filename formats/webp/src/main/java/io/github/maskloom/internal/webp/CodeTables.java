package io.github.maskloom.internal.webp;

import java.util.Arrays;

/**
 * What the tables of a lossless picture's codes take in its decoder. A small file may name 65536
 * groups of five codes each, for which no header prepares, so all of them are read beforehand (RFC
 * 9649, sections 3.5 to 3.7).
 *
 * <p><b>Memory:</b> a picture of a sixteenth of the pixels at most. <b>Damage:</b> counting ends
 * where the codes do; the decoder refuses them there.
 */
final class CodeTables {
  private static final int MAX_LENGTH = 15;
  private static final int MAX_CACHE_BITS = 11;

  /** Green with the lengths of copies, red, blue, alpha, distances. */
  private static final int[] ALPHABETS = {256 + 24, 256, 256, 256, 40};

  private static final int GREEN = 0;
  private static final int RED = 1;
  private static final int BLUE = 2;
  private static final int ALPHA = 3;
  private static final int DISTANCE = 4;
  private static final int LITERALS = 256;
  private static final int COPIES_END = 256 + 24;

  private static final int[] LENGTH_ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private static final int PREDICTOR = 0;
  private static final int COLOR = 1;
  private static final int PALETTE = 3;

  /** The pixels near one: for each, a digit of how much higher, and one of 8 less how far right. */
  private static final String NEIGHBORS =
      "1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c03"
          + "5759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f"
          + "646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070";

  private static final int GROUP_BYTES = 48;
  private static final int CODE_BYTES = 88;

  /** A code of ten bits or more has a table of as many; longer ones have further tables. */
  private static final int TABLE_BITS = 10;

  private static final int LONG_SYMBOL_BYTES = 24;

  /** No code of so few bytes has larger tables than so many times as much. */
  private static final int MAX_RATIO = 400;

  private static final int FREE_BYTES = 2 << 20;

  private final Bits bits;
  private int width;
  private final int height;
  private long tableBytes;

  private CodeTables(Bits bits, int width, int height) {
    this.bits = bits;
    this.width = width;
    this.height = height;
  }

  /** What the tables of a picture may take. */
  static long allowedBytes(long pixels, long codedBytes) {
    return Math.min(MAX_RATIO * codedBytes, FREE_BYTES + 2 * pixels);
  }

  /**
   * Counts the tables of a picture.
   *
   * @param coded has the picture from {@code from} on, behind its size
   */
  static long count(byte[] coded, int from, int end, int width, int height) {
    CodeTables tables = new CodeTables(new Bits(coded, from, end), width, height);
    try {
      tables.read();
    } catch (EndOfCodes e) {
      // The decoder refuses the picture there.
    }
    return tables.tableBytes;
  }

  private void read() throws EndOfCodes {
    while (bits.take(1) == 1) {
      int transform = bits.take(2);
      if (transform == PREDICTOR || transform == COLOR) {
        int scale = bits.take(3) + 2;
        decode(subsampled(width, scale), subsampled(height, scale));
      } else if (transform == PALETTE) {
        int colors = bits.take(8) + 1;
        decode(colors, 1);
        width = subsampled(width, colors > 16 ? 0 : colors > 4 ? 1 : colors > 2 ? 2 : 3);
      }
    }
    int cacheBits = cacheBits();
    int groups = bits.take(1) == 1 ? groups() : 1;
    for (int group = 0; group < groups; group++) {
      codes(cacheBits);
    }
  }

  private static int subsampled(int side, int scale) {
    return (side + (1 << scale) - 1) >> scale;
  }

  private int cacheBits() throws EndOfCodes {
    int cacheBits = bits.take(1) == 1 ? bits.take(4) : 0;
    if (cacheBits > MAX_CACHE_BITS) {
      throw new EndOfCodes();
    }
    return cacheBits;
  }

  private int groups() throws EndOfCodes {
    int scale = bits.take(3) + 2;
    int most = 0;
    for (int pixel : decode(subsampled(width, scale), subsampled(height, scale))) {
      most = Math.max(most, pixel >> 8 & 0xFFFF);
    }
    return most + 1;
  }

  private Code[] codes(int cacheBits) throws EndOfCodes {
    Code[] codes = new Code[ALPHABETS.length];
    for (int i = 0; i < codes.length; i++) {
      int colors = i == GREEN && cacheBits > 0 ? 1 << cacheBits : 0;
      codes[i] = code(ALPHABETS[i] + colors);
      tableBytes += codes[i].tableBytes();
    }
    tableBytes += GROUP_BYTES;
    return codes;
  }

  private Code code(int alphabet) throws EndOfCodes {
    int[] lengths = new int[alphabet];
    if (bits.take(1) == 1) {
      int symbols = bits.take(1) + 1;
      lengths[bits.take(bits.take(1) == 1 ? 8 : 1) % alphabet] = 1;
      if (symbols == 2) {
        lengths[bits.take(8) % alphabet] = 1;
      }
      return new Code(lengths);
    }
    int[] lengthsOfLengths = new int[LENGTH_ORDER.length];
    int count = 4 + bits.take(4);
    for (int i = 0; i < count; i++) {
      lengthsOfLengths[LENGTH_ORDER[i]] = bits.take(3);
    }
    readLengths(new Code(lengthsOfLengths), lengths);
    return new Code(lengths);
  }

  private void readLengths(Code code, int[] lengths) throws EndOfCodes {
    int left = bits.take(1) == 1 ? 2 + bits.take(2 + 2 * bits.take(3)) : lengths.length;
    int last = 8;
    for (int symbol = 0; symbol < lengths.length && left > 0; left--) {
      int length = code.next(bits);
      if (length <= MAX_LENGTH) {
        lengths[symbol++] = length;
        last = length == 0 ? last : length;
        continue;
      }
      int repeats =
          length == 16 ? 3 + bits.take(2) : length == 17 ? 3 + bits.take(3) : 11 + bits.take(7);
      int end = Math.min(lengths.length, symbol + repeats);
      Arrays.fill(lengths, symbol, end, length == 16 ? last : 0);
      symbol = end;
    }
  }

  /** Decodes a picture that is a part of the transforms or says which group holds where. */
  private int[] decode(int columns, int rows) throws EndOfCodes {
    int cacheBits = cacheBits();
    Code[] codes = codes(cacheBits);
    int[] cache = new int[1 << cacheBits];
    int[] pixels = new int[columns * rows];
    int at = 0;
    while (at < pixels.length) {
      int from = at;
      int symbol = codes[GREEN].next(bits);
      if (symbol < LITERALS) {
        pixels[at++] =
            symbol << 8
                | codes[RED].next(bits) << 16
                | codes[BLUE].next(bits)
                | codes[ALPHA].next(bits) << 24;
      } else if (symbol < COPIES_END) {
        at =
            copy(
                pixels, at, columns, number(symbol - LITERALS), number(codes[DISTANCE].next(bits)));
      } else {
        pixels[at++] = cache[(symbol - COPIES_END) % cache.length];
      }
      for (int i = from; cacheBits > 0 && i < at; i++) {
        cache[(0x1E35A7BD * pixels[i]) >>> (Integer.SIZE - cacheBits)] = pixels[i];
      }
    }
    return pixels;
  }

  private int number(int prefix) throws EndOfCodes {
    if (prefix < 4) {
      return prefix + 1;
    }
    int extra = (prefix - 2) >> 1;
    return ((2 + (prefix & 1)) << extra) + bits.take(extra) + 1;
  }

  private static int copy(int[] pixels, int at, int columns, int count, int code)
      throws EndOfCodes {
    int distance = distance(code, columns);
    if (distance > at || count > pixels.length - at) {
      throw new EndOfCodes();
    }
    for (int i = at; i < at + count; i++) {
      pixels[i] = pixels[i - distance];
    }
    return at + count;
  }

  private static int distance(int code, int columns) {
    int near = NEIGHBORS.length() / 2;
    if (code > near) {
      return code - near;
    }
    int rows = Character.digit(NEIGHBORS.charAt(2 * code - 2), 16);
    int right = 8 - Character.digit(NEIGHBORS.charAt(2 * code - 1), 16);
    return Math.max(1, right + rows * columns);
  }

  /** There are no more codes, or broken ones. */
  private static final class EndOfCodes extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Bits from the lowest of each byte on. */
  private static final class Bits {
    private final byte[] bytes;
    private final int end;
    private int at;
    private long held;
    private int count;

    Bits(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.at = from;
      this.end = end;
    }

    /** The next bits, at most 32, the first the lowest. */
    int take(int number) throws EndOfCodes {
      while (count < number) {
        if (at >= end) {
          throw new EndOfCodes();
        }
        held |= (bytes[at++] & 0xFFL) << count;
        count += 8;
      }
      int taken = (int) (held & ((1L << number) - 1));
      held >>>= number;
      count -= number;
      return taken;
    }
  }

  /** A canonical code, known by the lengths of its words. */
  private static final class Code {
    private final int[] counts = new int[MAX_LENGTH + 1];
    private final int[] symbols;
    private int used;

    Code(int[] lengths) throws EndOfCodes {
      for (int length : lengths) {
        counts[length]++;
      }
      used = lengths.length - counts[0];
      if (used == 0) {
        throw new EndOfCodes();
      }
      symbols = new int[used];
      int[] next = new int[MAX_LENGTH + 2];
      for (int length = 1; length <= MAX_LENGTH; length++) {
        next[length + 1] = next[length] + counts[length];
      }
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] > 0) {
          symbols[next[lengths[symbol]]++] = symbol;
        }
      }
    }

    /** The next symbol; the only one has no bits. */
    int next(Bits bits) throws EndOfCodes {
      int word = 0;
      int first = 0;
      int index = 0;
      for (int length = 1; length <= MAX_LENGTH && used > 1; length++) {
        word = word << 1 | bits.take(1);
        first <<= 1;
        if (word - first < counts[length]) {
          return symbols[index + word - first];
        }
        index += counts[length];
        first += counts[length];
      }
      if (used > 1) {
        throw new EndOfCodes();
      }
      return symbols[0];
    }

    /** What its tables take in the decoder. */
    long tableBytes() {
      int longest = MAX_LENGTH;
      while (counts[longest] == 0) {
        longest--;
      }
      int longSymbols = 0;
      for (int length = TABLE_BITS + 1; length <= longest; length++) {
        longSymbols += counts[length];
      }
      int words = used == 1 ? 0 : 1 << Math.min(longest, TABLE_BITS);
      return CODE_BYTES + 4L * words + (long) LONG_SYMBOL_BYTES * longSymbols;
    }
  }
}
