package io.github.maskloom.internal.scale;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * The vertical pass of an image that grows or keeps its height: gathers each target row from a ring
 * of the last source rows, which were scaled along their length before.
 *
 * <p><b>Memory:</b> 6 rows of 4 bytes a sample at target width, fewer if the source has fewer, and
 * a source row.
 */
final class GrowingRows implements VerticalLanczos {
  private final LanczosAxis axis;
  private final int bands;
  private final HorizontalLanczos horizontal;
  private final PremultipliedRow sourceRow;

  /** Source row y stands at y modulo the ring's length. */
  private final float[][] ring;

  private final boolean[] empty;
  private final float[] weights;
  private int fed;
  private int target;

  GrowingRows(
      LanczosAxis axis, ImageGeometry source, TransferCurve curve, HorizontalLanczos horizontal) {
    this.axis = axis;
    this.bands = source.bands();
    this.horizontal = horizontal;
    sourceRow = new PremultipliedRow(source, curve);
    ring = new float[axis.maxTaps()][horizontal.targetWidth() * bands];
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
  public void feed(RasterWindow window, int row) {
    int slot = fed % ring.length;
    sourceRow.load(window, row);
    empty[slot] = sourceRow.isEmpty();
    if (!sourceRow.isEmpty()) {
      horizontal.scale(sourceRow, 0, horizontal.targetWidth(), ring[slot]);
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
        addWeighted(weights[row - first], ring[slot], x * bands, to, count);
      }
    }
  }

  private static void addWeighted(
      float weight, float[] from, int fromIndex, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += weight * from[fromIndex + i];
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
