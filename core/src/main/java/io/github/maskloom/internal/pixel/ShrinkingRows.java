package io.github.maskloom.internal.pixel;

import java.util.Arrays;

/**
 * The vertical pass of a picture that loses height: scatters each source row over the target rows
 * that it counts for, however many source rows one of those takes.
 *
 * <p><b>Memory:</b> 6 or 7 rows of 4 bytes a sample, fewer if the target has fewer.
 */
final class ShrinkingRows implements VerticalLanczos {
  private final LanczosAxis axis;
  private final int width;
  private final int bands;

  /** Target row y, while it is between its first and last source row, stands at y modulo length. */
  private final float[][] sums;

  private final boolean[] empty;
  private final double[] totals;
  private final float[] stretch;
  private int fed;
  private int target;
  private int opened;

  ShrinkingRows(LanczosAxis axis, int width, int bands) {
    this.axis = axis;
    this.width = width;
    this.bands = bands;
    sums = new float[axis.maxOverlap()][width * bands];
    empty = new boolean[sums.length];
    totals = new double[sums.length];
    stretch = new float[Samples.STRETCH_PIXELS * bands];
  }

  @Override
  public boolean needsRow() {
    return target < axis.targetSize() && fed < axis.end(target);
  }

  @Override
  public void feed(HorizontalLanczos row) {
    open();
    if (!row.isEmpty()) {
      scatter(row);
    }
    fed++;
  }

  /** Starts the target rows that the next source row is the first for. */
  private void open() {
    while (opened < axis.targetSize() && axis.first(opened) <= fed) {
      int slot = opened % sums.length;
      Arrays.fill(sums[slot], 0);
      empty[slot] = true;
      totals[slot] = axis.total(opened);
      opened++;
    }
  }

  private void scatter(HorizontalLanczos row) {
    int pixels;
    for (int x = 0; x < width; x += pixels) {
      pixels = Math.min(Samples.STRETCH_PIXELS, width - x);
      row.scale(x, pixels, stretch, 0);
      for (int to = target; to < opened; to++) {
        int slot = to % sums.length;
        float weight = (float) (axis.kernel(to, fed) / totals[slot]);
        VerticalLanczos.addWeighted(weight, stretch, 0, sums[slot], x * bands, pixels * bands);
        empty[slot] = false;
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return empty[target % sums.length];
  }

  @Override
  public void read(int x, int pixels, float[] to) {
    System.arraycopy(sums[target % sums.length], x * bands, to, 0, pixels * bands);
  }

  @Override
  public void advance() {
    target++;
  }
}
