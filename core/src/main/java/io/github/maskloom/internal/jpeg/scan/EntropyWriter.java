package io.github.maskloom.internal.jpeg.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * Codes blocks of coefficients for a sequential scan (ITU-T T.81, F.1.2) with the typical codes of
 * annex K.3, which have a word for every coefficient of 8-bit samples.
 */
public final class EntropyWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int END_OF_BLOCK = 0x00;
  private static final int SIXTEEN_ZEROS = 0xF0;

  /** 64 coefficients of at most 16 and 10 bits, all of them stuffed. */
  public static final int MAX_BLOCK_BYTES = 64 * 26 / 8 * 2;

  private static final JPEGHuffmanTable DC_CODE = withTwelve(JPEGHuffmanTable.StdDCLuminance);
  private static final JPEGHuffmanTable AC_CODE = JPEGHuffmanTable.StdACLuminance;
  private static final int[] DC_WORDS = words(DC_CODE);
  private static final int[] AC_WORDS = words(AC_CODE);

  private final byte[] target;
  private int end;

  /** Bits not written yet, fewer than 32, the last of them lowest. */
  private long bits;

  private int count;

  /** Writes to an array from its start. */
  public EntropyWriter(byte[] target) {
    this.target = target;
  }

  /** Adds a word for differences of 12 bits: coefficients may overshoot the range of a file's. */
  private static JPEGHuffmanTable withTwelve(JPEGHuffmanTable code) {
    short[] lengths = Arrays.copyOf(code.getLengths(), HuffmanTable.MAX_LENGTH);
    lengths[9]++;
    short[] values = Arrays.copyOf(code.getValues(), code.getValues().length + 1);
    values[values.length - 1] = 12;
    return new JPEGHuffmanTable(lengths, values);
  }

  /**
   * By symbol: the word with room for the bits of a value behind it, and the length of both in the
   * low 5 bits.
   */
  private static int[] words(JPEGHuffmanTable code) {
    int[] words = new int[256];
    int word = 0;
    int place = 0;
    for (int length = 1; length <= code.getLengths().length; length++) {
      for (int i = 0; i < code.getLengths()[length - 1]; i++) {
        int symbol = code.getValues()[place++];
        int size = symbol & 0xF;
        words[symbol] = word++ << size << 5 | (length + size);
      }
      word <<= 1;
    }
    return words;
  }

  /** The content of a DHT segment: the DC code and the AC code, both in slot 0. */
  public static byte[] codes() {
    byte[] dc = definition(0x00, DC_CODE);
    byte[] ac = definition(0x10, AC_CODE);
    byte[] both = Arrays.copyOf(dc, dc.length + ac.length);
    System.arraycopy(ac, 0, both, dc.length, ac.length);
    return both;
  }

  private static byte[] definition(int kind, JPEGHuffmanTable code) {
    short[] values = code.getValues();
    byte[] definition = new byte[1 + HuffmanTable.MAX_LENGTH + values.length];
    definition[0] = (byte) kind;
    for (int i = 0; i < code.getLengths().length; i++) {
      definition[1 + i] = (byte) code.getLengths()[i];
    }
    for (int i = 0; i < values.length; i++) {
      definition[1 + HuffmanTable.MAX_LENGTH + i] = (byte) values[i];
    }
    return definition;
  }

  /** How many bytes of the array are written. */
  public int end() {
    return end;
  }

  /** Writes to the array from its start again. */
  public void rewind() {
    end = 0;
  }

  /**
   * Codes a block.
   *
   * @param base where the block begins
   * @param nonzero its AC coefficients that are not zero
   * @param previous the DC coefficient before it in its component
   */
  public void put(short[] coefficients, int base, long nonzero, int previous) {
    int difference = coefficients[base] - previous;
    int differenceSize = size(difference);
    put(DC_WORDS[differenceSize], low(difference, differenceSize));
    int at = 0;
    // Invariant: the coefficients up to at are coded; left are those that are not and not zero.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      int run = k - at - 1;
      for (; run > 15; run -= 16) {
        put(AC_WORDS[SIXTEEN_ZEROS], 0);
      }
      int value = coefficients[base + k];
      int size = size(value);
      put(AC_WORDS[run << 4 | size], low(value, size));
      at = k;
    }
    if (at < ScanHeader.LAST_COEFFICIENT) {
      put(AC_WORDS[END_OF_BLOCK], 0);
    }
  }

  private static int size(int value) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  /** The bits that tell a value from the others of its size: one less if it is negative. */
  private static int low(int value, int size) {
    return (value + (value >> 31)) & ((1 << size) - 1);
  }

  private void put(int word, int low) {
    bits = bits << (word & 0x1F) | (word >>> 5) | low;
    count += word & 0x1F;
    if (count >= 32) {
      count -= 32;
      write((int) (bits >>> count));
    }
  }

  private void write(int four) {
    int zeros = ~four;
    if (((zeros - 0x01010101) & four & 0x80808080) == 0) {
      INT.set(target, end, four);
      end += 4;
    } else {
      for (int shift = 24; shift >= 0; shift -= 8) {
        stuff(four >>> shift);
      }
    }
  }

  private void stuff(int value) {
    target[end++] = (byte) value;
    if ((byte) value == (byte) 0xFF) {
      target[end++] = 0;
    }
  }

  /** Fills the last byte with ones, writes what is left, and a marker. */
  public void finish(int marker) {
    int padding = -count & 7;
    bits = bits << padding | ((1 << padding) - 1);
    for (count += padding; count > 0; count -= 8) {
      stuff((int) (bits >>> (count - 8)));
    }
    target[end++] = (byte) 0xFF;
    target[end++] = (byte) marker;
  }
}
