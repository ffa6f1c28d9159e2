package io.github.maskloom.internal.pixel;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Random;

/** Windows to test with, and their samples one at a time. */
public final class TestRows {
  private TestRows() {}

  /** A window that holds a whole image of random samples, a third of them at either end. */
  public static RasterWindow random(ImageGeometry geometry, long seed) {
    Random random = new Random(seed);
    RasterWindow window = empty(geometry);
    int max = max(geometry);
    for (int i = 0; i < geometry.rowSamples() * geometry.height(); i++) {
      int sample =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> max;
            default -> random.nextInt(max + 1);
          };
      set(window, i, sample);
    }
    return window;
  }

  /** A window that holds a whole image of zeros. */
  public static RasterWindow empty(ImageGeometry geometry) {
    RasterWindow window = new RasterWindow(geometry, geometry.height());
    window.place(0, geometry.height());
    return window;
  }

  public static RasterWindow copy(RasterWindow window) {
    RasterWindow copy = empty(window.geometry());
    copy.copyRows(window, 0, 0, window.rows());
    return copy;
  }

  /** Makes the alpha of every pixel in a row 0, except in [from, to). */
  public static void erase(RasterWindow window, int row, int from, int to) {
    ImageGeometry geometry = window.geometry();
    for (int x = 0; x < geometry.width(); x++) {
      if (x < from || x >= to) {
        set(window, row, x, geometry.bands() - 1, 0);
      }
    }
  }

  public static int max(ImageGeometry geometry) {
    return geometry.depth() == 8 ? 255 : 65535;
  }

  public static int get(RasterWindow window, int row, int x, int band) {
    return window.raster().getSample(x, row, band);
  }

  public static void set(RasterWindow window, int row, int x, int band, int sample) {
    window.raster().setSample(x, row, band, sample);
  }

  /** All samples of a window, row after row. */
  public static int[] samples(RasterWindow window) {
    ImageGeometry geometry = window.geometry();
    return window.raster().getPixels(0, 0, geometry.width(), window.rows(), (int[]) null);
  }

  private static void set(RasterWindow window, int index, int sample) {
    if (window.geometry().depth() == 8) {
      window.bytes()[index] = (byte) sample;
    } else {
      window.shorts()[index] = (short) sample;
    }
  }
}
