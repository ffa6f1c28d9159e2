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
  /** Source rows that count for a target row, or the other way round, that are held at once. */
  int MAX_OVERLAP = 7;

  /** Of a sample; far below what rounds to another. */
  float FLOAT_LOSS = 1 / 128f;

  /** A pass over an image's rows for an axis. */
  static VerticalLanczos of(
      LanczosAxis axis, ImageGeometry source, TransferCurve curve, HorizontalLanczos horizontal) {
    return axis.shrinks()
        ? new ShrinkingRows(axis, source, curve, horizontal)
        : new GrowingRows(axis, source, curve, horizontal);
  }

  /** How many colors stand before each sample that is coverage: before alpha all, else none. */
  static int colors(int bands) {
    return bands % 2 == 0 ? bands - 1 : 0;
  }

  /**
   * Keeps coverage between that of two others, and the colors before it in their relation to it.
   */
  static void bound(float[] to, int at, int colors, float one, float other) {
    // Comparisons take a fraction of the time of Math.min and Math.max.
    float low = one < other ? one : other;
    float high = one < other ? other : one;
    float value = to[at];
    if (value < low - FLOAT_LOSS || value > high + FLOAT_LOSS) {
      to[at] = value < low ? low : high;
      for (int color = at - colors; color < at; color++) {
        to[color] *= value > 0 ? to[at] / value : 0;
      }
    }
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
      axis.weigh(target, weights, 0);
    }

    /** Bytes of rows, at the most. */
    static long rowBytes(ImageGeometry source, int targetWidth) {
      long held = (long) targetWidth * source.bands() * Math.min(source.height(), MAX_OVERLAP);
      return 4L * (source.rowSamples() + held);
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
      if (sourceRow.isEmpty()) {
        Arrays.fill(ring[slot], 0);
      } else {
        horizontal.scale(sourceRow, 0, horizontal.targetWidth(), ring[slot]);
      }
      fed++;
    }

    @Override
    public boolean isEmpty() {
      boolean all = true;
      int from = axis.isBounded() ? before() : axis.first(target);
      int to = axis.isBounded() ? after() + 1 : axis.end(target);
      for (int row = from; row < to; row++) {
        all &= empty[row % ring.length];
      }
      return all;
    }

    private int before() {
      return Math.max(0, axis.before(target));
    }

    private int after() {
      return Math.min(axis.sourceSize() - 1, axis.before(target) + 1);
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
      if (axis.isBounded()) {
        float[] above = ring[before() % ring.length];
        float[] below = ring[after() % ring.length];
        int colors = colors(bands);
        for (int i = colors; i < count; i += colors + 1) {
          bound(to, i, colors, above[x * bands + i], below[x * bands + i]);
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
        axis.weigh(target, weights, 0);
      }
    }
  }

  /**
   * The vertical pass of an image that loses height: scatters source rows over the target rows that
   * they count for, however many source rows one of those takes, and scales along the row only what
   * is left.
   *
   * <p>Four source rows at a time, so that each sum is loaded and stored once for four of them.
   * Gray rows are scaled along by fours. <b>Memory:</b> 10 or 11 rows of 4 bytes a sample at source
   * width, fewer if the target has fewer; of gray 3 more, and 4 at target width.
   */
  static final class ShrinkingRows implements VerticalLanczos {
    static final int BATCH = 4;

    /** How many gray rows are scaled along at a time. */
    static final int GRAY_GROUP = 4;

    private final LanczosAxis axis;
    private final int bands;
    private final HorizontalLanczos horizontal;

    /** Source rows [fed - batched, fed), not scattered yet. */
    private final PremultipliedRow[] batch = new PremultipliedRow[BATCH];

    /**
     * Target row y, while it is between its first and last source row, stands at y modulo length.
     */
    private final PremultipliedRow[] sums;

    /** The weights of the source rows of each. */
    private final float[][] weights;

    /** How many target rows are made at a time. */
    private final int group;

    /** The group of gray rows that was scaled along last. */
    private final float[][] scaled;

    private final PremultipliedRow[] grouped = new PremultipliedRow[GRAY_GROUP];
    private int scaledRows;
    private int batched;
    private int fed;
    private int target;
    private int opened;

    ShrinkingRows(
        LanczosAxis axis, ImageGeometry source, TransferCurve curve, HorizontalLanczos horizontal) {
      this.axis = axis;
      this.bands = source.bands();
      this.horizontal = horizontal;
      group = group(bands);
      scaled = new float[group == 1 ? 0 : group][horizontal.targetWidth()];
      sums = new PremultipliedRow[axis.maxOverlap(group)];
      weights = new float[sums.length][axis.maxTaps()];
      Arrays.setAll(batch, i -> new PremultipliedRow(source, curve));
      Arrays.setAll(sums, i -> new PremultipliedRow(source, curve));
    }

    private static int group(int bands) {
      return bands == 1 ? GRAY_GROUP : 1;
    }

    /** Bytes of rows, at the most. */
    static long rowBytes(ImageGeometry source, int targetWidth, int targetHeight) {
      int group = group(source.bands());
      long open = Math.min(targetHeight, MAX_OVERLAP + group - 1);
      long along = group == 1 ? 0 : 4L * group * targetWidth;
      return 4L * source.rowSamples() * (BATCH + open) + along;
    }

    /** One past the last source row of the group that the target row is of. */
    private int end() {
      int behind = Math.min((target / group + 1) * group, axis.targetSize());
      return axis.end(behind - 1);
    }

    @Override
    public boolean needsRow() {
      return target < axis.targetSize() && fed < end();
    }

    @Override
    public void feed(RasterWindow window, int row) {
      batch[batched++].load(window, row);
      fed++;
      if (batched == BATCH || fed == end()) {
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
        axis.weigh(opened, weights[slot], 0);
        opened++;
      }
    }

    private void scatter(int from, int to) {
      for (int x = from; x < to; x += Samples.STRETCH_PIXELS) {
        int pixels = Math.min(Samples.STRETCH_PIXELS, to - x);
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
      int first = axis.first(row);
      boolean counts = source >= first && source < axis.end(row);
      return counts ? weights[row % weights.length][source - first] : 0;
    }

    @Override
    public boolean isEmpty() {
      return sums[target % sums.length].isEmpty();
    }

    @Override
    public void read(int x, int pixels, float[] to) {
      if (group == 1) {
        horizontal.scale(sums[target % sums.length], x, pixels, to);
      } else {
        scaleGroup();
        System.arraycopy(scaled[target % group], x, to, 0, pixels);
      }
    }

    /** Scales the group of the target row along, unless that is done. */
    private void scaleGroup() {
      if (target < scaledRows) {
        return;
      }
      int first = target / group * group;
      int last = Math.min(first + group, axis.targetSize()) - 1;
      for (int i = 0; i < group; i++) {
        grouped[i] = sums[Math.min(first + i, last) % sums.length];
      }
      horizontal.scale(grouped, scaled);
      scaledRows = last + 1;
    }

    @Override
    public void advance() {
      target++;
    }
  }
}
