package io.github.maskloom.internal.align;

import io.github.maskloom.internal.align.AlignmentFit.Warp;
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

  /** Half of the longer side, which distances are told in. */
  final double half;

  final float[] photo;
  final float[] answer;
  final boolean[] counted;
  private final int[] least = {Integer.MAX_VALUE, Integer.MAX_VALUE};
  private final int[] most = {-1, -1};

  /** Two black images, of which all pixels count. */
  public LumaPair(int width, int height) {
    this.width = width;
    this.height = height;
    half = Math.max(width, height) / 2.0;
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
    int green = bands < 3 ? 0 : 1;
    float unit = 255f / Samples.max(window.geometry().depth()) / 16;
    int[] samples = new int[width * bands];
    Samples.load(window, row, 0, width, samples);
    for (int x = 0; x < width; x++) {
      int at = x * bands;
      int sum = 5 * samples[at] + 9 * samples[at + green] + 2 * samples[at + 2 * green];
      to[y * width + x] = sum * unit;
    }
  }

  /** Leaves out a pixel that is painted, with those beside it. */
  public void leaveOut(int x, int y) {
    int[] pixel = {x, y};
    Arrays.setAll(least, axis -> Math.min(least[axis], pixel[axis]));
    Arrays.setAll(most, axis -> Math.max(most[axis], pixel[axis]));
    int from = Math.max(0, x - BESIDE_PAINT);
    int to = Math.min(width, x + BESIDE_PAINT + 1);
    for (int row = Math.max(0, y - BESIDE_PAINT); row < Math.min(height, y + 3); row++) {
      Arrays.fill(counted, row * width + from, row * width + to, false);
    }
  }

  /** Whether nothing was left out. */
  public boolean isEmpty() {
    return most[0] < 0;
  }

  /** How far the middle of the box around the paint lies from that of the pair, along an axis. */
  public double middle(int axis) {
    return (least[axis] + most[axis] + 1 - (axis == 0 ? width : height)) / 2.0 / half;
  }

  /** How far a warp moves the sides of that box: the mean square, in pixels of so many a unit. */
  public double moved(Warp warp, double across, double down) {
    double x = across * across * square(0, warp.x(), warp.scaleX() - 1);
    double y = down * down * square(1, warp.y(), warp.scaleY() - 1);
    return Math.sqrt(x + y);
  }

  /** The mean square, at two sides of that box, of what lies {@code shift + slope * x} aside. */
  double square(int axis, double shift, double slope) {
    double atMiddle = shift + slope * middle(axis);
    double beside = slope * (most[axis] + 1 - least[axis]) / 2 / half;
    return atMiddle * atMiddle + beside * beside;
  }

  /** The same at half the size: means of four pixels. One counts if those around it all do. */
  LumaPair halved() {
    LumaPair small = new LumaPair(width / 2, height / 2);
    for (int i = 0; i < small.counted.length; i++) {
      int x = i % small.width * 2;
      int y = i / small.width * 2;
      small.photo[i] = mean(photo, y * width + x);
      small.answer[i] = mean(answer, y * width + x);
      for (int row = Math.max(0, y - 2); row < Math.min(height, y + 4); row++) {
        for (int column = Math.max(0, x - 2); column < Math.min(width, x + 4); column++) {
          small.counted[i] &= counted[row * width + column];
        }
      }
    }
    return small;
  }

  private float mean(float[] luma, int at) {
    return (luma[at] + luma[at + 1] + luma[at + width] + luma[at + width + 1]) / 4;
  }
}
