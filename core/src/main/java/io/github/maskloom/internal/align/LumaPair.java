package io.github.maskloom.internal.align;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * The brightness of a photo and of an answer to it, both reduced to one size, and which pixels
 * should agree.
 *
 * <p><b>Memory:</b> 9 bytes a pixel. <b>Threads:</b> confined to one.
 */
public final class LumaPair {
  /** The longer side, unless the photo has less: an eighth of 12 megapixels has as much. */
  public static final int MAX_SIDE = 480;

  /** So near to paint, an answer may show what was painted. */
  private static final int BESIDE_PAINT = 2;

  private static final long OWN_BYTES = 9;

  /** What finding an answer takes of each pixel, with the pair: gradients of both, at all sizes. */
  private static final long BYTES = 33;

  /** Medians are found in, and shifts are listed. */
  private static final long AROUND_BYTES = 256 << 10;

  final int width;
  final int height;
  final float[] photo;
  final float[] answer;
  final boolean[] counted;
  private int left = Integer.MAX_VALUE;
  private int right;
  private int top = Integer.MAX_VALUE;
  private int bottom;

  /** Two black images, of which all pixels count. */
  public LumaPair(int width, int height) {
    this.width = width;
    this.height = height;
    photo = new float[width * height];
    answer = new float[width * height];
    counted = new boolean[width * height];
    Arrays.fill(counted, true);
  }

  /** Heap that a pair takes while it is read. */
  public static long heapBytes(int width, int height) {
    return OWN_BYTES * width * height;
  }

  /** Heap that finding an answer takes, with the pair. */
  public static long fitBytes(int width, int height) {
    return BYTES * width * height + AROUND_BYTES;
  }

  /** Takes a row of the answer, or of the photo. */
  public void take(boolean isAnswer, int y, RasterWindow window, int row) {
    float[] to = isAnswer ? answer : photo;
    int bands = window.geometry().bands();
    float unit = 255f / Samples.max(window.geometry().depth()) / 16;
    int[] samples = new int[width * bands];
    Samples.load(window, row, 0, width, samples);
    for (int x = 0; x < width; x++) {
      int at = x * bands;
      int green = bands < 3 ? samples[at] : samples[at + 1];
      int blue = bands < 3 ? samples[at] : samples[at + 2];
      to[y * width + x] = (5 * samples[at] + 9 * green + 2 * blue) * unit;
    }
  }

  /** Leaves out a pixel that is painted, with those beside it. */
  public void leaveOut(int x, int y) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    int from = Math.max(0, x - BESIDE_PAINT);
    int to = Math.min(width, x + BESIDE_PAINT + 1);
    for (int row = Math.max(0, y - BESIDE_PAINT); row < Math.min(height, y + 3); row++) {
      Arrays.fill(counted, row * width + from, row * width + to, false);
    }
  }

  /** Whether nothing was left out. */
  public boolean isEmpty() {
    return left > right;
  }

  /** Columns from the middle to that of the box around the paint. */
  public double middleX() {
    return (left + right + 1 - width) / 2.0;
  }

  /** Rows likewise. */
  public double middleY() {
    return (top + bottom + 1 - height) / 2.0;
  }

  /**
   * The mean square, at the sides of that box, of what moves columns by {@code shift + slope * x}.
   */
  public double squareAcross(double shift, double slope) {
    return square(shift + slope * middleX(), slope * (right + 1 - left) / 2);
  }

  /** The same of rows, above and below. */
  public double squareDown(double shift, double slope) {
    return square(shift + slope * middleY(), slope * (bottom + 1 - top) / 2);
  }

  private static double square(double middle, double beside) {
    return middle * middle + beside * beside;
  }

  /** The same at half the size: means of four pixels. One counts if those around it all do. */
  LumaPair half() {
    LumaPair half = new LumaPair(width / 2, height / 2);
    for (int i = 0; i < half.counted.length; i++) {
      int x = i % half.width * 2;
      int y = i / half.width * 2;
      half.photo[i] = mean(photo, y * width + x);
      half.answer[i] = mean(answer, y * width + x);
      for (int row = Math.max(0, y - 2); row < Math.min(height, y + 4); row++) {
        for (int column = Math.max(0, x - 2); column < Math.min(width, x + 4); column++) {
          half.counted[i] &= counted[row * width + column];
        }
      }
    }
    return half;
  }

  private float mean(float[] luma, int at) {
    return (luma[at] + luma[at + 1] + luma[at + width] + luma[at + width + 1]) / 4;
  }
}
