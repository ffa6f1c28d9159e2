package io.github.maskloom.internal.scale;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * Scales an image to another size, row in and row out, with a three-lobed Lanczos kernel on
 * premultiplied alpha; each axis grows or shrinks on its own.
 *
 * <p>Rows go in as long as {@link #needsRow} and come out one at a time in between:
 *
 * <pre>{@code
 * for (int row = 0; row < targetHeight; row++) {
 *   while (scaler.needsRow()) {
 *     scaler.feed(source, next++);
 *   }
 *   scaler.emit(target, row);
 * }
 * }</pre>
 *
 * <p>Coverage does not ring. A pixel has none unless a source pixel does that lies around its
 * center, or within it.
 *
 * <p>Color under alpha 0 counts for nothing, so it never shows at an edge. What the kernel
 * overshoots is clamped to the range of samples; a pixel whose alpha rounds to 0 gets color 0. All
 * sums are in float: results are the same everywhere, and within one level of exact arithmetic
 * (color under low alpha: one level of its premultiplied value). At equal sizes every visible pixel
 * is unchanged.
 *
 * <p><b>Memory:</b> about 7 rows of 4 bytes a sample, at target width if the height grows, at
 * source width if it shrinks, up to 4 source rows of the same, and 4 bytes a horizontal tap; 6 MB
 * from and to 30000 pixels of RGBA. It does not depend on either height. <b>Threads:</b> confined
 * to one.
 */
public final class Lanczos {
  private final ImageGeometry target;
  private final int bands;
  private final int max;
  private final TransferCurve curve;

  /** Whether sums are rounded to bytes and nothing else. */
  private final boolean plain;

  private final VerticalLanczos vertical;
  private final float[] sums;
  private final int[] samples;
  private int emitted;

  /**
   * A scaler for one image. Both sizes are the caller's to check.
   *
   * @param from what the source's pixels stand for
   * @param to what the target's do: the same, at another size
   * @param averaging what samples stand for
   */
  public Lanczos(ImageGeometry source, Area from, Area to, Averaging averaging) {
    boolean linearLight = averaging == Averaging.LIGHT;
    boolean coverage = averaging == Averaging.COVERAGE;
    target = source.withSize(to.width(), to.height());
    bands = source.bands();
    max = Samples.max(source.depth());
    curve = linearLight ? TransferCurve.srgb(source.depth()) : TransferCurve.none(source.depth());
    plain = curve.isIdentity() && !source.hasAlpha() && source.depth() == 8;
    vertical =
        VerticalLanczos.of(
            new LanczosAxis(from.rows(), to.rows(), coverage),
            source,
            curve,
            new HorizontalLanczos(new LanczosAxis(from.columns(), to.columns(), coverage), bands));
    sums = new float[Samples.STRETCH_PIXELS * bands];
    samples = new int[Samples.STRETCH_PIXELS * bands];
  }

  /** What samples stand for while they are averaged. */
  public enum Averaging {
    /** Colors as they are stored. */
    SAMPLES,
    /** Colors that are averaged as light under sRGB's curve. */
    LIGHT,
    /** What a mask covers: its alpha, or every sample if it has none. */
    COVERAGE
  }

  /** Heap that a scaler takes, at the most. */
  public static long heapBytes(ImageGeometry source, Area from, Area to, Averaging averaging) {
    double scale = Math.max(1, from.columns().length() / to.columns().length());
    long taps = Math.min(source.width(), (long) Math.ceil(2 * LanczosAxis.LOBES * scale) + 1);
    long weights = 4L * to.width() * (taps + 2);
    long rows =
        LanczosAxis.shrinks(from.rows(), to.rows())
            ? VerticalLanczos.ShrinkingRows.rowBytes(source, to.width(), to.height())
            : VerticalLanczos.GrowingRows.rowBytes(source, to.width());
    return weights + rows + (averaging == Averaging.LIGHT ? TransferCurve.HEAP_BYTES : 0);
  }

  /** The shape of the rows that come out: the source's samples at the target's size. */
  public ImageGeometry targetGeometry() {
    return target;
  }

  /** Whether a source row must go in before the next target row can come out. */
  public boolean needsRow() {
    return vertical.needsRow();
  }

  /**
   * Takes the next source row, from top to bottom; it counts within its window.
   *
   * @throws IllegalStateException if none is needed
   */
  public void feed(RasterWindow source, int row) {
    checkState(needsRow(), "no source row is needed before a target row came out");
    vertical.feed(source, row);
  }

  /**
   * Writes the next target row, from top to bottom; it counts within its window.
   *
   * @throws IllegalStateException if source rows are needed first, or every row came out
   */
  public void emit(RasterWindow rows, int row) {
    checkReady();
    boolean empty = vertical.isEmpty();
    for (int x = 0; x < target.width(); x += Samples.STRETCH_PIXELS) {
      int pixels = Math.min(Samples.STRETCH_PIXELS, target.width() - x);
      if (empty) {
        Arrays.fill(sums, 0, pixels * bands, 0);
      } else {
        vertical.read(x, pixels, sums);
      }
      store(pixels, rows, row, x);
    }
    advance();
  }

  /**
   * Passes over the next target row without making it.
   *
   * @throws IllegalStateException as {@link #emit}
   */
  public void skip() {
    checkReady();
    advance();
  }

  private void checkReady() {
    checkState(!needsRow() && emitted < target.height(), "no target row can come out");
  }

  private void advance() {
    vertical.advance();
    emitted++;
  }

  private void store(int pixels, RasterWindow rows, int row, int x) {
    if (plain) {
      byte[] bytes = rows.bytes();
      int at = rows.rowOffset(row) + x * bands;
      for (int i = 0; i < pixels * bands; i++) {
        bytes[at + i] = (byte) round(sums[i]);
      }
    } else {
      unpremultiply(pixels);
      Samples.store(samples, rows, row, x, pixels);
    }
  }

  private void unpremultiply(int pixels) {
    if (!target.hasAlpha()) {
      for (int i = 0; i < pixels * bands; i++) {
        samples[i] = curve.encode(sums[i]);
      }
      return;
    }
    int last = bands - 1;
    for (int i = 0; i < pixels * bands; i += bands) {
      int alpha = round(sums[i + last]);
      for (int band = 0; band < last; band++) {
        samples[i + band] = alpha == 0 ? 0 : curve.encode(sums[i + band] / sums[i + last]);
      }
      samples[i + last] = alpha;
    }
  }

  private int round(float sample) {
    return Math.min(Math.max((int) (sample + 0.5f), 0), max);
  }
}
