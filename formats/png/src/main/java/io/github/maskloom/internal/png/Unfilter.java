package io.github.maskloom.internal.png;

import java.util.Arrays;

/**
 * Turns filtered bytes back into a row (PNG 3rd edition, section 9.2), in place.
 *
 * <p>Sub, Average and Paeth make each byte depend on the one a pixel before it. The loops hold that
 * pixel in local variables, one for each of three or four bytes, since going through the array
 * would cost a store and a load in every step of that chain. Pixels of 6 or 8 bytes are two
 * interleaved rows of 3 or 4 bytes.
 */
public final class Unfilter {
  public static final int NONE = 0;
  static final int SUB = 1;
  static final int UP = 2;
  static final int AVERAGE = 3;
  public static final int PAETH = 4;

  private static final int PIECE_PIXELS = 64;

  private Unfilter() {}

  /**
   * Reconstructs a row.
   *
   * @param type the filter type, 0 to 4
   * @param row the filtered bytes, [from, to)
   * @param above the row above at the same place, zero for the first row
   * @param pixelBytes the distance between bytes that belong together: 1, 2, 3, 4, 6 or 8
   */
  public static void apply(int type, byte[] row, byte[] above, int from, int to, int pixelBytes) {
    switch (type) {
      case UP -> up(row, above, from, to);
      case SUB, AVERAGE -> applyToLanes(type, row, above, from, to, pixelBytes);
      case PAETH -> paeth(row, above, from, to, pixelBytes);
      default -> {}
    }
  }

  /**
   * Goes piece by piece, since most of a mask takes no prediction: where the pixel before equals
   * the one above it, Paeth predicts the pixel above, so zeros go on repeating the row above.
   */
  private static void paeth(byte[] row, byte[] above, int from, int to, int pixelBytes) {
    int piece = PIECE_PIXELS * pixelBytes;
    for (int start = from; start < to; start += piece) {
      int end = Math.min(start + piece, to);
      if (start > from && repeatsAbove(row, above, start, end, pixelBytes)) {
        System.arraycopy(above, start, row, start, end - start);
      } else {
        applyToLanes(PAETH, row, above, start, end, pixelBytes);
      }
    }
  }

  private static boolean repeatsAbove(byte[] row, byte[] above, int from, int to, int pixelBytes) {
    int before = from - pixelBytes;
    return row[from] == 0
        && Arrays.equals(row, before, from, above, before, from)
        && Arrays.equals(row, from, to - 1, row, from + 1, to);
  }

  private static void applyToLanes(
      int type, byte[] row, byte[] above, int from, int to, int pixelBytes) {
    int lanes = pixelBytes % 3 == 0 ? 3 : pixelBytes % 4 == 0 ? 4 : 1;
    for (int lane = 0; lane < pixelBytes; lane += lanes) {
      applyToLanes(type, lanes, row, above, from + lane, to, pixelBytes);
    }
  }

  /** The byte a pixel before, if that lies in the row. */
  private static int before(byte[] row, int index, int stride) {
    return index < ScanlineReader.START + stride ? 0 : row[index - stride] & 0xFF;
  }

  private static void applyToLanes(
      int type, int lanes, byte[] row, byte[] above, int from, int to, int stride) {
    switch (type * 8 + lanes) {
      case SUB * 8 + 1 -> sub1(row, from, to, stride);
      case SUB * 8 + 3 -> sub3(row, from, to, stride);
      case SUB * 8 + 4 -> sub4(row, from, to, stride);
      case AVERAGE * 8 + 1 -> average1(row, above, from, to, stride);
      case AVERAGE * 8 + 3 -> average3(row, above, from, to, stride);
      case AVERAGE * 8 + 4 -> average4(row, above, from, to, stride);
      case PAETH * 8 + 1 -> paeth1(row, above, from, to, stride);
      case PAETH * 8 + 3 -> paeth3(row, above, from, to, stride);
      default -> paeth4(row, above, from, to, stride);
    }
  }

  private static void up(byte[] row, byte[] above, int from, int to) {
    for (int i = from; i < to; i++) {
      row[i] += above[i];
    }
  }

  private static void sub1(byte[] row, int from, int to, int stride) {
    int a = 0;
    for (int i = from; i < to; i += stride) {
      a += row[i];
      row[i] = (byte) a;
    }
  }

  private static void sub3(byte[] row, int from, int to, int stride) {
    int a0 = 0;
    int a1 = 0;
    int a2 = 0;
    for (int i = from; i < to; i += stride) {
      a0 += row[i];
      row[i] = (byte) a0;
      a1 += row[i + 1];
      row[i + 1] = (byte) a1;
      a2 += row[i + 2];
      row[i + 2] = (byte) a2;
    }
  }

  private static void sub4(byte[] row, int from, int to, int stride) {
    int a0 = 0;
    int a1 = 0;
    int a2 = 0;
    int a3 = 0;
    for (int i = from; i < to; i += stride) {
      a0 += row[i];
      row[i] = (byte) a0;
      a1 += row[i + 1];
      row[i + 1] = (byte) a1;
      a2 += row[i + 2];
      row[i + 2] = (byte) a2;
      a3 += row[i + 3];
      row[i + 3] = (byte) a3;
    }
  }

  private static void average1(byte[] row, byte[] above, int from, int to, int stride) {
    int a = 0;
    for (int i = from; i < to; i += stride) {
      a = average(row[i], a, above[i]);
      row[i] = (byte) a;
    }
  }

  private static void average3(byte[] row, byte[] above, int from, int to, int stride) {
    int a0 = 0;
    int a1 = 0;
    int a2 = 0;
    for (int i = from; i < to; i += stride) {
      a0 = average(row[i], a0, above[i]);
      row[i] = (byte) a0;
      a1 = average(row[i + 1], a1, above[i + 1]);
      row[i + 1] = (byte) a1;
      a2 = average(row[i + 2], a2, above[i + 2]);
      row[i + 2] = (byte) a2;
    }
  }

  private static void average4(byte[] row, byte[] above, int from, int to, int stride) {
    int a0 = 0;
    int a1 = 0;
    int a2 = 0;
    int a3 = 0;
    for (int i = from; i < to; i += stride) {
      a0 = average(row[i], a0, above[i]);
      row[i] = (byte) a0;
      a1 = average(row[i + 1], a1, above[i + 1]);
      row[i + 1] = (byte) a1;
      a2 = average(row[i + 2], a2, above[i + 2]);
      row[i + 2] = (byte) a2;
      a3 = average(row[i + 3], a3, above[i + 3]);
      row[i + 3] = (byte) a3;
    }
  }

  private static int average(byte filtered, int left, byte above) {
    return (filtered + ((left + (above & 0xFF)) >> 1)) & 0xFF;
  }

  private static void paeth1(byte[] row, byte[] above, int from, int to, int stride) {
    int a = before(row, from, stride);
    int c = before(above, from, stride);
    for (int i = from; i < to; i += stride) {
      int b = above[i] & 0xFF;
      a = (row[i] + paeth(a, b, c)) & 0xFF;
      row[i] = (byte) a;
      c = b;
    }
  }

  private static void paeth3(byte[] row, byte[] above, int from, int to, int stride) {
    int a0 = before(row, from, stride);
    int a1 = before(row, from + 1, stride);
    int a2 = before(row, from + 2, stride);
    int c0 = before(above, from, stride);
    int c1 = before(above, from + 1, stride);
    int c2 = before(above, from + 2, stride);
    for (int i = from; i < to; i += stride) {
      int b0 = above[i] & 0xFF;
      int b1 = above[i + 1] & 0xFF;
      int b2 = above[i + 2] & 0xFF;
      a0 = (row[i] + paeth(a0, b0, c0)) & 0xFF;
      a1 = (row[i + 1] + paeth(a1, b1, c1)) & 0xFF;
      a2 = (row[i + 2] + paeth(a2, b2, c2)) & 0xFF;
      row[i] = (byte) a0;
      row[i + 1] = (byte) a1;
      row[i + 2] = (byte) a2;
      c0 = b0;
      c1 = b1;
      c2 = b2;
    }
  }

  private static void paeth4(byte[] row, byte[] above, int from, int to, int stride) {
    int a0 = before(row, from, stride);
    int a1 = before(row, from + 1, stride);
    int a2 = before(row, from + 2, stride);
    int a3 = before(row, from + 3, stride);
    int c0 = before(above, from, stride);
    int c1 = before(above, from + 1, stride);
    int c2 = before(above, from + 2, stride);
    int c3 = before(above, from + 3, stride);
    for (int i = from; i < to; i += stride) {
      int b0 = above[i] & 0xFF;
      int b1 = above[i + 1] & 0xFF;
      int b2 = above[i + 2] & 0xFF;
      int b3 = above[i + 3] & 0xFF;
      a0 = (row[i] + paeth(a0, b0, c0)) & 0xFF;
      a1 = (row[i + 1] + paeth(a1, b1, c1)) & 0xFF;
      a2 = (row[i + 2] + paeth(a2, b2, c2)) & 0xFF;
      a3 = (row[i + 3] + paeth(a3, b3, c3)) & 0xFF;
      row[i] = (byte) a0;
      row[i + 1] = (byte) a1;
      row[i + 2] = (byte) a2;
      row[i + 3] = (byte) a3;
      c0 = b0;
      c1 = b1;
      c2 = b2;
      c3 = b3;
    }
  }

  /**
   * Predicts a byte from those to the left (a), above (b) and above left (c), each 0 to 255: the
   * one of them nearest to a + b - c, in that order if equally near.
   *
   * <p>Nearness follows from where 3c - (a + b) lies relative to a and b, which gives the same
   * choice as comparing the three distances. Masks choose, all ones where a difference is negative:
   * the JIT compiles a choice by {@code ?} to a branch if early rows were of one kind, which is
   * then mispredicted in the rest of a photo, at four times the cost.
   */
  static int paeth(int a, int b, int c) {
    int sum = a + b;
    int low = Math.min(a, b);
    int high = sum - low;
    int threshold = 3 * c - sum;
    int lowOrC = low ^ ((low ^ c) & ((threshold - high) >> 31));
    return high ^ ((high ^ lowOrC) & ((low - threshold) >> 31));
  }
}
