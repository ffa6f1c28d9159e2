package io.github.maskloom.internal.scale;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * The vertical pass of an image that loses height: scatters source rows over the target rows that
 * they count for, however many source rows one of those takes, and scales along the row only what
 * is left.
 *
 * <p>Four source rows at a time, so that each sum is loaded and stored once for four of them.
 * <b>Memory:</b> 10 or 11 rows of 4 bytes a sample at source width, fewer if the target has fewer.
 */
final class ShrinkingRows implements VerticalLanczos {
  static final int BATCH = 4;

  private final LanczosAxis axis;
  private final int bands;
  private final HorizontalLanczos horizontal;

  /** Source rows [fed - batched, fed), not scattered yet. */
  private final PremultipliedRow[] batch = new PremultipliedRow[BATCH];

  /** Target row y, while it is between its first and last source row, stands at y modulo length. */
  private final PremultipliedRow[] sums;

  private final double[] totals;
  private int batched;
  private int fed;
  private int target;
  private int opened;

  ShrinkingRows(
      LanczosAxis axis, ImageGeometry source, TransferCurve curve, HorizontalLanczos horizontal) {
    this.axis = axis;
    this.bands = source.bands();
    this.horizontal = horizontal;
    sums = new PremultipliedRow[axis.maxOverlap()];
    totals = new double[sums.length];
    fill(batch, source, curve);
    fill(sums, source, curve);
  }

  private static void fill(PremultipliedRow[] rows, ImageGeometry source, TransferCurve curve) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new PremultipliedRow(source, curve);
    }
  }

  @Override
  public boolean needsRow() {
    return target < axis.targetSize() && fed < axis.end(target);
  }

  @Override
  public void feed(RasterWindow window, int row) {
    batch[batched++].load(window, row);
    fed++;
    if (batched == BATCH || fed == axis.end(target)) {
      scatter();
    }
  }

  private void scatter() {
    open();
    int from = Integer.MAX_VALUE;
    int to = 0;
    for (int i = 0; i < batched; i++) {
      from = Math.min(from, batch[i].from());
      to = Math.max(to, batch[i].to());
    }
    for (int i = batched; i < BATCH; i++) {
      batch[i].clear();
    }
    if (from < to) {
      scatter(from, to);
    }
    batched = 0;
  }

  /** Starts the target rows that count any source row so far. */
  private void open() {
    while (opened < axis.targetSize() && axis.first(opened) < fed) {
      int slot = opened % sums.length;
      sums[slot].clear();
      totals[slot] = axis.total(opened);
      opened++;
    }
  }

  private void scatter(int from, int to) {
    int pixels;
    for (int x = from; x < to; x += pixels) {
      pixels = Math.min(Samples.STRETCH_PIXELS, to - x);
      for (int row = target; row < opened; row++) {
        addBatch(row, x * bands, (x + pixels) * bands);
      }
    }
    for (int row = target; row < opened; row++) {
      sums[row % sums.length].widen(from, to);
    }
  }

  private void addBatch(int row, int from, int to) {
    int first = fed - batched;
    float[] sum = sums[row % sums.length].samples();
    add(
        sum,
        from,
        to,
        batch[0].samples(),
        weight(row, first),
        batch[1].samples(),
        weight(row, first + 1),
        batch[2].samples(),
        weight(row, first + 2),
        batch[3].samples(),
        weight(row, first + 3));
  }

  private float weight(int row, int source) {
    boolean counts = source >= axis.first(row) && source < axis.end(row);
    return counts ? (float) (axis.kernel(row, source) / totals[row % totals.length]) : 0;
  }

  // One loop over arrays at the same index: the form that the JIT compiler makes vectors of.
  private static void add(
      float[] sum,
      int from,
      int to,
      float[] a,
      float weightA,
      float[] b,
      float weightB,
      float[] c,
      float weightC,
      float[] d,
      float weightD) {
    for (int i = from; i < to; i++) {
      sum[i] += weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }

  @Override
  public boolean isEmpty() {
    return sums[target % sums.length].isEmpty();
  }

  @Override
  public void read(int x, int pixels, float[] to) {
    horizontal.scale(sums[target % sums.length], x, pixels, to);
  }

  @Override
  public void advance() {
    target++;
  }
}
