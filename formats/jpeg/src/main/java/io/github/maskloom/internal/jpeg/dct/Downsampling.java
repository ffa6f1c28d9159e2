package io.github.maskloom.internal.jpeg.dct;

/**
 * Averages samples of a component that is stored smaller than the image, as the IJG library does
 * ({@code jcsample.c}): where two or four become one, ties are rounded down and up in turn.
 */
public final class Downsampling {
  private Downsampling() {}

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
