package io.github.maskloom.internal.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Filters rows for compression (PNG 3rd edition, section 9), each with the filter that makes the
 * smallest sum of absolute differences (section 12.7).
 *
 * <p>Sub, Up and Average are tried, whose loops the JIT vectorises. <b>Memory:</b> five rows.
 */
final class RowFilter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
  private static final long SUM_OF_SHORTS = 0x0001000100010001L;

  private final int pixelBytes;
  private final int rowBytes;
  private final byte[] sub;
  private final byte[] up;
  private final byte[] average;
  private byte[] row;
  private byte[] above;

  /**
   * A filter for the rows of one picture.
   *
   * @param pixelBytes the distance between bytes that belong together
   */
  RowFilter(int rowBytes, int pixelBytes) {
    this.rowBytes = rowBytes;
    this.pixelBytes = pixelBytes;
    row = new byte[pixelBytes + rowBytes];
    above = new byte[pixelBytes + rowBytes];
    sub = candidate(Unfilter.SUB);
    up = candidate(Unfilter.UP);
    average = candidate(Unfilter.AVERAGE);
  }

  private byte[] candidate(int type) {
    byte[] filtered = new byte[1 + rowBytes];
    filtered[0] = (byte) type;
    return filtered;
  }

  /** Where the next row is to be put, from {@link #start} on. */
  byte[] row() {
    return row;
  }

  /** Where a row begins; the pixel before it stays zero. */
  int start() {
    return pixelBytes;
  }

  /**
   * Filters what was put into {@link #row}.
   *
   * @return the filter type and the filtered bytes, valid until the next call
   */
  byte[] filter() {
    byte[] best = Arrays.equals(row, above) ? unchanged() : smallest();
    byte[] swap = above;
    above = row;
    row = swap;
    return best;
  }

  /** Rows like the one above are common in masks and drawings, and take no search. */
  private byte[] unchanged() {
    Arrays.fill(up, 1, up.length, (byte) 0);
    return up;
  }

  private byte[] smallest() {
    fillSub(row, sub, rowBytes, pixelBytes);
    fillUp(row, above, up, rowBytes, pixelBytes);
    fillAverage(row, above, average, rowBytes, pixelBytes);
    byte[] best = sub;
    long bestSum = absoluteSum(sub);
    long upSum = absoluteSum(up);
    if (upSum < bestSum) {
      best = up;
      bestSum = upSum;
    }
    return absoluteSum(average) < bestSum ? average : best;
  }

  private static void fillSub(byte[] row, byte[] target, int count, int pixelBytes) {
    for (int i = 0; i < count; i++) {
      target[i + 1] = (byte) (row[i + pixelBytes] - row[i]);
    }
  }

  private static void fillUp(byte[] row, byte[] above, byte[] target, int count, int pixelBytes) {
    for (int i = 0; i < count; i++) {
      target[i + 1] = (byte) (row[i + pixelBytes] - above[i + pixelBytes]);
    }
  }

  private static void fillAverage(
      byte[] row, byte[] above, byte[] target, int count, int pixelBytes) {
    for (int i = 0; i < count; i++) {
      int mean = ((row[i] & 0xFF) + (above[i + pixelBytes] & 0xFF)) >> 1;
      target[i + 1] = (byte) (row[i + pixelBytes] - mean);
    }
  }

  /**
   * Sums the distances from zero of the filtered bytes, taken as signed; eight at a time.
   *
   * <p>Invariant: a byte of {@code negative} is 1 where the byte of {@code value} is below zero;
   * inverting those bytes and adding 1 negates them, without a carry since none exceeds 128. Eight
   * distances sum up to 1024 at most, which fits into 16 bits.
   */
  static long absoluteSum(byte[] filtered) {
    long sum = 0;
    int i = 1;
    for (; i <= filtered.length - Long.BYTES; i += Long.BYTES) {
      long value = (long) LONGS.get(filtered, i);
      long negative = (value >>> 7) & LOW_BITS;
      long distances = (value ^ (negative * 0xFF)) + negative;
      long pairs = (distances & EVEN_BYTES) + ((distances >>> 8) & EVEN_BYTES);
      sum += (pairs * SUM_OF_SHORTS) >>> 48;
    }
    for (; i < filtered.length; i++) {
      sum += Math.abs(filtered[i]);
    }
    return sum;
  }
}
