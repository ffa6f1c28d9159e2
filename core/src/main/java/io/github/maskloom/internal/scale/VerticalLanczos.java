package io.github.maskloom.internal.scale;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Scales rows from top to bottom: as many go in as the next one out needs. Each way of doing so
 * knows when best to scale along the row, too.
 */
interface VerticalLanczos {
  /** A pass over an image's rows for an axis. */
  static VerticalLanczos of(
      LanczosAxis axis, ImageGeometry source, TransferCurve curve, HorizontalLanczos horizontal) {
    return axis.shrinks()
        ? new ShrinkingRows(axis, source, curve, horizontal)
        : new GrowingRows(axis, source, curve, horizontal);
  }

  /** Whether the current target row lacks source rows. */
  boolean needsRow();

  /** Takes the next source row, which counts within its window; only while {@link #needsRow}. */
  void feed(RasterWindow window, int row);

  /** Whether every sample of the current target row is zero. */
  boolean isEmpty();

  /** Writes pixels [x, x + pixels) of the current target row to the start of {@code target}. */
  void read(int x, int pixels, float[] target);

  /** Goes on to the next target row; there may be none. */
  void advance();

  /**
   * The vertical pass of an image that grows or keeps its height: gathers each target row from a
   * ring of the last source rows, which were scaled along their length before.
   *
   * <p><b>Memory:</b> 6 rows of 4 bytes a sample at target width, fewer if the source has fewer,
   * and a source row.
   */
  static final class GrowingRows implements VerticalLanczos {
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

  /**
   * The vertical pass of an image that loses height: scatters source rows over the target rows that
   * they count for, however many source rows one of those takes, and scales along the row only what
   * is left.
   *
   * <p>Four source rows at a time, so that each sum is loaded and stored once for four of them.
   * <b>Memory:</b> 10 or 11 rows of 4 bytes a sample at source width, fewer if the target has
   * fewer.
   */
  static final class ShrinkingRows implements VerticalLanczos {
    static final int BATCH = 4;

    private final LanczosAxis axis;
    private final int bands;
    private final HorizontalLanczos horizontal;

    /** Source rows [fed - batched, fed), not scattered yet. */
    private final PremultipliedRow[] batch = new PremultipliedRow[BATCH];

    /**
     * Target row y, while it is between its first and last source row, stands at y modulo length.
     */
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

    // One loop over arrays at the same index: the form that the JIT compiler makes vectors of.
    private void addBatch(int row, int from, int to) {
      int first = fed - batched;
      float[] sum = sums[row % sums.length].samples();
      float[] a = batch[0].samples();
      float[] b = batch[1].samples();
      float[] c = batch[2].samples();
      float[] d = batch[3].samples();
      float weightA = weight(row, first);
      float weightB = weight(row, first + 1);
      float weightC = weight(row, first + 2);
      float weightD = weight(row, first + 3);
      for (int i = from; i < to; i++) {
        sum[i] += weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
      }
    }

    private float weight(int row, int source) {
      boolean counts = source >= axis.first(row) && source < axis.end(row);
      return counts ? (float) (axis.kernel(row, source) / totals[row % totals.length]) : 0;
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
}
