package io.github.maskloom.internal.pixel;

import java.util.Arrays;

/**
 * The vertical pass of a picture that grows or keeps its height: gathers each target row from a
 * ring of the last source rows.
 *
 * <p><b>Memory:</b> 6 rows of 4 bytes a sample, fewer if the source has fewer.
 */
final class GrowingRows implements VerticalLanczos {
  private final LanczosAxis axis;
  private final int width;
  private final int bands;

  /** Source row y stands at y modulo the ring's length. */
  private final float[][] ring;

  private final boolean[] empty;
  private final float[] weights;
  private int fed;
  private int target;

  GrowingRows(LanczosAxis axis, int width, int bands) {
    this.axis = axis;
    this.width = width;
    this.bands = bands;
    ring = new float[axis.maxTaps()][width * bands];
    empty = new boolean[ring.length];
    weights = new float[ring.length];
    weigh();
  }

  private void weigh() {
    int first = axis.first(target);
    double total = axis.total(target);
    for (int row = first; row < axis.end(target); row++) {
      weights[row - first] = (float) (axis.kernel(target, row) / total);
    }
  }

  @Override
  public boolean needsRow() {
    return target < axis.targetSize() && fed < axis.end(target);
  }

  @Override
  public void feed(HorizontalLanczos row) {
    int slot = fed % ring.length;
    empty[slot] = row.isEmpty();
    if (!row.isEmpty()) {
      row.scale(0, width, ring[slot], 0);
    }
    fed++;
  }

  @Override
  public boolean isEmpty() {
    boolean all = true;
    for (int row = axis.first(target); row < axis.end(target); row++) {
      all &= empty[row % ring.length];
    }
    return all;
  }

  @Override
  public void read(int x, int pixels, float[] to) {
    int count = pixels * bands;
    Arrays.fill(to, 0, count, 0);
    int first = axis.first(target);
    for (int row = first; row < axis.end(target); row++) {
      int slot = row % ring.length;
      if (!empty[slot]) {
        VerticalLanczos.addWeighted(weights[row - first], ring[slot], x * bands, to, 0, count);
      }
    }
  }

  @Override
  public void advance() {
    target++;
    if (target < axis.targetSize()) {
      weigh();
    }
  }
}
