package io.github.maskloom.internal.png;

import static io.github.maskloom.internal.deflate.Words.LONGS;

import java.util.Arrays;

/**
 * Filters rows for compression (PNG 3rd edition, section 9). Of Sub, Up, Average and Paeth each row
 * has the one with the smallest sum of absolute differences (section 12.7). The sum is that of a
 * sample of the row: one piece in four.
 *
 * <p>Bytes are taken eight at a time, as the lanes of a long. <b>Memory:</b> three rows.
 */
public final class RowFilter {
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
  private static final long HIGH_OF_SHORTS = 0x8000800080008000L;
  private static final long SUM_OF_SHORTS = 0x0001000100010001L;
  private static final int PIECE_BYTES = 64;
  private static final int SAMPLE_STEP_BYTES = 4 * PIECE_BYTES;

  private final int pixelBytes;
  private final int rowBytes;
  private final byte[] filtered;
  private byte[] row;
  private byte[] above;

  /**
   * A filter for the rows of one image.
   *
   * @param pixelBytes the distance between bytes that belong together
   */
  RowFilter(int rowBytes, int pixelBytes) {
    this.rowBytes = rowBytes;
    this.pixelBytes = pixelBytes;
    // The last eight bytes taken at a time may reach beyond the row.
    row = new byte[pixelBytes + rowBytes + Long.BYTES];
    above = new byte[pixelBytes + rowBytes + Long.BYTES];
    filtered = new byte[1 + rowBytes + Long.BYTES];
  }

  /** Where the next row is to be put, from {@link #start} on. */
  byte[] row() {
    return row;
  }

  /** Where a row begins; the pixel before it stays zero. */
  int start() {
    return pixelBytes;
  }

  /** Bytes of a filtered row: its type and as many as before. */
  int filteredBytes() {
    return 1 + rowBytes;
  }

  /**
   * Filters what was put into {@link #row}.
   *
   * @return an array that begins with {@link #filteredBytes} bytes; valid until the next call
   */
  byte[] filter() {
    if (Arrays.equals(row, above)) {
      fillUnchanged();
    } else {
      fill(cheapest());
    }
    byte[] swap = above;
    above = row;
    row = swap;
    return filtered;
  }

  /** Rows like the one above are common in masks and drawings, and take no search. */
  private void fillUnchanged() {
    Arrays.fill(filtered, (byte) 0);
    filtered[0] = Unfilter.UP;
  }

  private int cheapest() {
    long sub = 0;
    long up = 0;
    long average = 0;
    long paeth = 0;
    for (int piece = 0; piece < rowBytes; piece += SAMPLE_STEP_BYTES) {
      int end = Math.min(piece + PIECE_BYTES, rowBytes);
      for (int i = piece; i < end; i += Long.BYTES) {
        long x = eight(row, pixelBytes + i);
        long a = eight(row, i);
        long b = eight(above, pixelBytes + i);
        long counted = within(end - i);
        sub += absoluteSum(minus(x, a) & counted);
        up += absoluteSum(minus(x, b) & counted);
        average += absoluteSum(minus(x, mean(a, b)) & counted);
        paeth += absoluteSum(minus(x, paeth(a, b, eight(above, i))) & counted);
      }
    }
    long least = Math.min(Math.min(sub, up), Math.min(average, paeth));
    return least == sub
        ? Unfilter.SUB
        : least == up ? Unfilter.UP : least == average ? Unfilter.AVERAGE : Unfilter.PAETH;
  }

  private void fill(int type) {
    filtered[0] = (byte) type;
    for (int i = 0; i < rowBytes; i += Long.BYTES) {
      long a = eight(row, i);
      long b = eight(above, pixelBytes + i);
      long prediction = predicted(type, a, b, eight(above, i));
      LONGS.set(filtered, 1 + i, minus(eight(row, pixelBytes + i), prediction));
    }
  }

  /** Predicts each lane from those to the left, above, and above to the left. */
  private static long predicted(int type, long a, long b, long c) {
    return switch (type) {
      case Unfilter.SUB -> a;
      case Unfilter.UP -> b;
      case Unfilter.AVERAGE -> mean(a, b);
      case Unfilter.PAETH -> paeth(a, b, c);
      default -> 0;
    };
  }

  /**
   * Filters part of a row. Unlike in the other direction no result depends on another, so any part
   * can be filtered.
   *
   * @param type the filter type, 0 to 4
   * @param row the row, from index {@link ScanlineReader#START} on
   * @param above the row above at the same place, zero for the first row
   * @param pixelBytes the distance between bytes that belong together
   * @param target takes the filtered bytes [from, to)
   */
  public static void apply(
      int type, byte[] row, byte[] above, int from, int to, int pixelBytes, byte[] target) {
    int second = ScanlineReader.START + pixelBytes;
    int i = from;
    for (; i < Math.min(to, second); i++) {
      // Left of the first pixel are zeros.
      target[i] = (byte) minus(row[i], predicted(type, 0, above[i] & 0xFF, 0));
    }
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      int left = i - pixelBytes;
      long prediction = predicted(type, eight(row, left), eight(above, i), eight(above, left));
      LONGS.set(target, i, minus(eight(row, i), prediction));
    }
    for (; i < to; i++) {
      int left = i - pixelBytes;
      long prediction = predicted(type, row[left] & 0xFF, above[i] & 0xFF, above[left] & 0xFF);
      target[i] = (byte) minus(row[i], prediction);
    }
  }

  private static long eight(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /** The lanes of the first {@code count} bytes, or of all if there are more than eight. */
  private static long within(int count) {
    return count >= Long.BYTES ? -1L : (1L << (Byte.SIZE * count)) - 1;
  }

  /** Subtracts each lane, modulo 256; the highest bits are kept apart so that none borrows. */
  static long minus(long x, long y) {
    return ((x | HIGH_BITS) - (y & ~HIGH_BITS)) ^ ((x ^ ~y) & HIGH_BITS);
  }

  /** Half of the sum of each lane, rounded down: the bits in common and half of the others. */
  static long mean(long x, long y) {
    return (x & y) + (((x ^ y) & ~LOW_BITS) >>> 1);
  }

  /** Predicts each lane as {@link Unfilter#paeth} does, every second one at a time. */
  static long paeth(long a, long b, long c) {
    return paethOfEven(a, b, c) | (paethOfEven(a >>> 8, b >>> 8, c >>> 8) << 8);
  }

  /** Predicts the even lanes, each of which has 16 bits to itself; the others come out zero. */
  private static long paethOfEven(long left, long up, long upLeft) {
    long a = left & EVEN_BYTES;
    long b = up & EVEN_BYTES;
    long c = upLeft & EVEN_BYTES;
    long sum = a + b;
    long low = a ^ ((a ^ b) & ifNotLess(a, b));
    long high = sum - low;
    long threshold = 3 * c;
    long lowOrC = c ^ ((c ^ low) & ifNotLess(threshold, sum + high));
    return lowOrC ^ ((lowOrC ^ high) & ifNotLess(sum + low, threshold));
  }

  /** Where a lane of 15 bits is at least the other: all ones in its lower half. */
  private static long ifNotLess(long x, long y) {
    long notLess = ((x | HIGH_OF_SHORTS) - y) & HIGH_OF_SHORTS;
    return (notLess >>> 7) - (notLess >>> 15);
  }

  /**
   * Sums the distances of all lanes from zero, taken as signed.
   *
   * <p>A lane of {@code negative} is 1 where the one of {@code value} is below zero; inverting
   * those and adding 1 negates them, without a carry since none exceeds 128. The sum, at most 1024,
   * fits into 16 bits.
   */
  static long absoluteSum(long value) {
    long negative = (value >>> 7) & LOW_BITS;
    long distances = (value ^ (negative * 0xFF)) + negative;
    long pairs = (distances & EVEN_BYTES) + ((distances >>> 8) & EVEN_BYTES);
    return (pairs * SUM_OF_SHORTS) >>> 48;
  }
}
