package io.github.maskloom.internal.pixel;

import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Pixels of a mask that are painted as much as its convention allows.
 *
 * <p>Under {@link MaskConvention#PAINTED} they have the brush's colour and opacity; a mask without
 * colours takes the grey of that colour. Under the other conventions their coverage is full.
 */
final class FullPaint {
  private final ImageGeometry mask;
  private final int[] pixel;
  private final int alpha;

  FullPaint(ImageGeometry mask, MaskConvention convention, int rgb, int opacity) {
    this.mask = mask;
    int max = Samples.max(mask.depth());
    int step = max / 0xFF;
    pixel = new int[mask.bands()];
    boolean painted = convention instanceof MaskConvention.Painted;
    alpha = painted ? opacity * step : max;
    for (int band = 0; band < mask.colorBands(); band++) {
      pixel[band] = painted ? color(rgb, band) * step : max;
    }
    if (mask.hasAlpha()) {
      boolean clears = convention instanceof MaskConvention.TransparentEdits;
      pixel[mask.bands() - 1] = clears ? 0 : alpha;
    }
  }

  private int color(int rgb, int band) {
    int red = rgb >> 16 & 0xFF;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    if (mask.colorBands() == 1) {
      return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }
    return band == 0 ? red : band == 1 ? green : blue;
  }

  /** The coverage of such a pixel. */
  int alpha() {
    return alpha;
  }

  /** Paints the pixels [from, to) of a row. */
  void fill(RasterWindow rows, int row, int from, int to) {
    int at = rows.rowOffset(row) + from * pixel.length;
    for (int x = from; x < to; x++) {
      for (int sample : pixel) {
        if (mask.depth() == 8) {
          rows.bytes()[at] = (byte) sample;
        } else {
          rows.shorts()[at] = (short) sample;
        }
        at++;
      }
    }
  }
}
