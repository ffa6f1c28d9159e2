package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Takes a painted mask apart into where it is painted and how opaquely, so that both can be scaled,
 * each by itself; and makes paint of what comes out.
 *
 * <p>Rows of strokes have three bands without alpha, at the mask's depth: full or none as a pixel
 * is painted or not, the mask's alpha, and an empty one. A scaler treats that alpha as it treats
 * the mask's own. <b>Memory:</b> constant. <b>Threads:</b> safe.
 */
public final class Strokes {
  private static final int BANDS = 3;
  private static final int PAINT_BANDS = 4;
  private static final int ALPHA = 3;

  private final ImageGeometry mask;
  private final int paintDepth;
  private final int max;

  /**
   * Strokes of masks of one shape, their alpha straight.
   *
   * @param paintDepth 8 or 16, the photo's
   */
  public Strokes(ImageGeometry mask, int paintDepth) {
    this.mask = mask;
    this.paintDepth = paintDepth;
    max = Samples.max(mask.depth());
  }

  /** The shape of rows of strokes of a mask. */
  public static ImageGeometry geometry(ImageGeometry mask) {
    return mask.withSamples(BANDS, mask.depth());
  }

  /** Takes the rows of a mask's window apart. */
  public void split(RasterWindow masks, RasterWindow strokes) {
    int from = mask.bands() - 1;
    int to = 0;
    for (int i = 0; i < masks.rows() * mask.width(); i++, from += mask.bands(), to += BANDS) {
      int alpha = mask.hasAlpha() ? Samples.get(masks, from) : max;
      Samples.set(strokes, to, atPaintDepth(alpha) > 0 ? max : 0);
      Samples.set(strokes, to + 1, alpha);
      Samples.set(strokes, to + 2, 0);
    }
  }

  /** Sets the alpha of a row of paint as opaque as the mask is. */
  public void paintOpacity(RasterWindow strokes, int row, RasterWindow paint, int paintRow) {
    int from = strokes.rowOffset(row) + 1;
    int to = paint.rowOffset(paintRow) + ALPHA;
    for (int x = 0; x < paint.geometry().width(); x++, from += BANDS, to += PAINT_BANDS) {
      Samples.set(paint, to, atPaintDepth(Samples.get(strokes, from)));
    }
  }

  /**
   * Sets the alpha of a row of paint: full where at least half of a pixel is painted, else none.
   */
  public void paintCoverage(RasterWindow strokes, int row, RasterWindow paint, int paintRow) {
    int full = Samples.max(paintDepth);
    int from = strokes.rowOffset(row);
    int to = paint.rowOffset(paintRow) + ALPHA;
    for (int x = 0; x < paint.geometry().width(); x++, from += BANDS, to += PAINT_BANDS) {
      Samples.set(paint, to, Samples.get(strokes, from) > max / 2 ? full : 0);
    }
  }

  private int atPaintDepth(int sample) {
    if (paintDepth == mask.depth()) {
      return sample;
    }
    return paintDepth == 8 ? Samples.narrow(sample) : sample * 257;
  }
}
