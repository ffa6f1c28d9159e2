package io.github.maskloom.internal.jpeg.dct;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Enlarges and averages rows of a component that has fewer samples than the image.
 *
 * <p>A ratio of 2 is enlarged by the triangle filter of the IJG library's "fancy upsampling"
 * ({@code jdsample.c}), which takes three quarters of the nearer sample and one of the next. The
 * ends of a row have no next sample and count as their own. Other ratios are enlarged by repeating
 * samples.
 *
 * <p>Averages are those of the IJG library ({@code jcsample.c}): where two or four samples become
 * one, ties are rounded down and up in turn.
 */
public final class Sampling {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LANES = 0x00FF00FF00FF00FFL;
  private static final long EIGHTS = 0x0008000800080008L;
  private static final long SEVENS = 0x0007000700070007L;

  private Sampling() {}

  /**
   * Doubles a row.
   *
   * @param from the row's samples, {@code width} of them from {@code at}
   * @param to takes twice as many
   */
  public static void double1(byte[] from, int at, int width, byte[] to) {
    int before = from[at] & 0xFF;
    int here = before;
    // Invariant: the samples before x are doubled; before and here are those at x - 1 and x.
    for (int x = 0; x < width; x++) {
      int next = x + 1 < width ? from[at + x + 1] & 0xFF : here;
      to[2 * x] = (byte) ((3 * here + before + 1) >> 2);
      to[2 * x + 1] = (byte) ((3 * here + next + 2) >> 2);
      before = here;
      here = next;
    }
  }

  /**
   * Makes the row between two, nearer to the first.
   *
   * @param bias what is added before a sum of four is divided: 1 or 2
   */
  public static void between(byte[] from, int nearer, int farther, int bias, int width, byte[] to) {
    for (int x = 0; x < width; x++) {
      int sum = 3 * (from[nearer + x] & 0xFF) + (from[farther + x] & 0xFF);
      to[x] = (byte) ((sum + bias) >> 2);
    }
  }

  /** Makes the row between two, nearer to the first, and doubles it. */
  public static void double2(byte[] from, int nearer, int farther, int width, byte[] to) {
    double2(from, nearer, farther, 0, Math.min(width, 1), width, to);
    int x = 1;
    // Invariant: the samples before x are doubled; there are one before and one behind the eight
    // from x on. Their sums, and then sixteen times their doubles, stand in lanes of 16 bits, the
    // first lowest: those at even places in one number, those at odd places in another.
    for (; x + 9 <= width; x += 8) {
      long near = (long) LONG.get(from, nearer + x);
      long far = (long) LONG.get(from, farther + x);
      long even = 3 * (near & LANES) + (far & LANES);
      long odd = 3 * ((near >>> 8) & LANES) + ((far >>> 8) & LANES);
      long before = sum(from, nearer + x - 1, farther + x - 1);
      long behind = sum(from, nearer + x + 8, farther + x + 8);
      long even3 = 3 * even;
      long odd3 = 3 * odd;
      long afterOdd = (even >>> 16) | (behind << 48);
      long beforeEven = (odd << 16) | before;
      long evenLeft = ((even3 + beforeEven + EIGHTS) >>> 4) & LANES;
      long evenRight = ((even3 + odd + SEVENS) >>> 4) & LANES;
      long oddLeft = ((odd3 + even + EIGHTS) >>> 4) & LANES;
      long oddRight = ((odd3 + afterOdd + SEVENS) >>> 4) & LANES;
      long evens = evenLeft | (evenRight << 8);
      long odds = oddLeft | (oddRight << 8);
      LONG.set(to, 2 * x, interleaved((int) evens, (int) odds));
      LONG.set(to, 2 * x + 8, interleaved((int) (evens >>> 32), (int) (odds >>> 32)));
    }
    double2(from, nearer, farther, x, width, width, to);
  }

  /** Two lanes of each, in turn. */
  private static long interleaved(int evens, int odds) {
    long even = (evens & 0xFFFFL) | ((long) (evens >>> 16) << 32);
    long odd = (odds & 0xFFFFL) | ((long) (odds >>> 16) << 32);
    return even | (odd << 16);
  }

  private static int sum(byte[] from, int nearer, int farther) {
    return 3 * (from[nearer] & 0xFF) + (from[farther] & 0xFF);
  }

  /** Does so one by one from a place on. */
  private static void double2(
      byte[] from, int nearer, int farther, int start, int end, int width, byte[] to) {
    for (int x = start; x < end; x++) {
      int before = Math.max(0, x - 1);
      int next = Math.min(width - 1, x + 1);
      int here = 3 * sum(from, nearer + x, farther + x);
      to[2 * x] = (byte) ((here + sum(from, nearer + before, farther + before) + 8) >> 4);
      to[2 * x + 1] = (byte) ((here + sum(from, nearer + next, farther + next) + 7) >> 4);
    }
  }

  /** Repeats each sample of a row. */
  public static void repeat(byte[] from, int at, int times, int width, byte[] to) {
    for (int x = 0, end = 0; x < width; x++) {
      byte sample = from[at + x];
      for (int i = 0; i < times; i++) {
        to[end++] = sample;
      }
    }
  }

  /** Makes one sample of every two of a row; {@code width} of them. */
  public static void halve(byte[] from, int at, byte[] to, int toAt, int width) {
    for (int x = 0; x < width; x++) {
      int sum = (from[at + 2 * x] & 0xFF) + (from[at + 2 * x + 1] & 0xFF);
      to[toAt + x] = (byte) ((sum + (x & 1)) >> 1);
    }
  }

  /** Makes one sample of every two by two of two rows. */
  public static void quarter(byte[] from, int first, int second, byte[] to, int toAt, int width) {
    for (int x = 0; x < width; x++) {
      int upper = (from[first + 2 * x] & 0xFF) + (from[first + 2 * x + 1] & 0xFF);
      int lower = (from[second + 2 * x] & 0xFF) + (from[second + 2 * x + 1] & 0xFF);
      to[toAt + x] = (byte) ((upper + lower + 1 + (x & 1)) >> 2);
    }
  }

  /**
   * Makes one sample of every {@code h} by {@code v}.
   *
   * @param stride from one row to the next
   */
  public static void average(
      byte[] from, int at, int stride, int h, int v, byte[] to, int toAt, int width) {
    int count = h * v;
    for (int x = 0; x < width; x++) {
      int sum = count / 2;
      for (int row = 0; row < v; row++) {
        for (int i = 0; i < h; i++) {
          sum += from[at + row * stride + x * h + i] & 0xFF;
        }
      }
      to[toAt + x] = (byte) (sum / count);
    }
  }
}
