package io.github.maskloom.internal.png;

import java.util.Arrays;

/**
 * Turns filtered bytes back into a row (PNG 3rd edition, section 9.2), in place.
 *
 * <p>Sub, Average and Paeth make each byte depend on the one a pixel before it. The loops hold that
 * pixel in local variables, or in a {@code Lane} for each byte of which compiled code keeps none,
 * since going through the array would cost a store and a load in every step of that chain. Pixels
 * of 6 or 8 bytes are two interleaved rows of 3 or 4 bytes.
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
      int start = from + lane;
      switch (lanes == 1 ? -type : type) {
        case -SUB -> sub1(row, start, to, pixelBytes);
        case -AVERAGE -> average1(row, above, start, to, pixelBytes);
        case -PAETH -> paeth1(row, above, start, to, pixelBytes);
        case SUB -> sub(lanes, row, start, to, pixelBytes);
        case AVERAGE -> average(lanes, row, above, start, to, pixelBytes);
        default -> paeth(lanes, row, above, start, to, pixelBytes);
      }
    }
  }

  /** The byte a pixel before, if that lies in the row. */
  private static int before(byte[] row, int index, int stride) {
    return index < ScanlineReader.START + stride ? 0 : row[index - stride] & 0xFF;
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

  private static void sub(int lanes, byte[] row, int from, int to, int stride) {
    Lane first = new Lane();
    Lane second = new Lane();
    Lane third = new Lane();
    Lane fourth = new Lane();
    for (int i = from; i < to; i += stride) {
      first.sub(row, i);
      second.sub(row, i + 1);
      third.sub(row, i + 2);
      if (lanes > 3) {
        fourth.sub(row, i + 3);
      }
    }
  }

  private static void average1(byte[] row, byte[] above, int from, int to, int stride) {
    int a = 0;
    for (int i = from; i < to; i += stride) {
      a = average(row[i], a, above[i]);
      row[i] = (byte) a;
    }
  }

  private static void average(int lanes, byte[] row, byte[] above, int from, int to, int stride) {
    Lane first = new Lane();
    Lane second = new Lane();
    Lane third = new Lane();
    Lane fourth = new Lane();
    for (int i = from; i < to; i += stride) {
      first.average(row, above, i);
      second.average(row, above, i + 1);
      third.average(row, above, i + 2);
      if (lanes > 3) {
        fourth.average(row, above, i + 3);
      }
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

  private static void paeth(int lanes, byte[] row, byte[] above, int from, int to, int stride) {
    Lane first = new Lane();
    Lane second = new Lane();
    Lane third = new Lane();
    Lane fourth = new Lane();
    first.begin(row, above, from, stride);
    second.begin(row, above, from + 1, stride);
    third.begin(row, above, from + 2, stride);
    fourth.begin(row, above, from + lanes - 1, stride);
    for (int i = from; i < to; i += stride) {
      first.paeth(row, above, i);
      second.paeth(row, above, i + 1);
      third.paeth(row, above, i + 2);
      if (lanes > 3) {
        fourth.paeth(row, above, i + 3);
      }
    }
  }

  /** The bytes that the next one of a lane depends on; the compiler keeps them in registers. */
  private static final class Lane {
    private int left;
    private int aboveLeft;

    void begin(byte[] row, byte[] above, int index, int stride) {
      left = before(row, index, stride);
      aboveLeft = before(above, index, stride);
    }

    void sub(byte[] row, int i) {
      left += row[i];
      row[i] = (byte) left;
    }

    void average(byte[] row, byte[] above, int i) {
      left = Unfilter.average(row[i], left, above[i]);
      row[i] = (byte) left;
    }

    void paeth(byte[] row, byte[] above, int i) {
      int up = above[i] & 0xFF;
      left = (row[i] + Unfilter.paeth(left, up, aboveLeft)) & 0xFF;
      row[i] = (byte) left;
      aboveLeft = up;
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
