package io.github.maskloom.internal.imageio;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;

/**
 * How samples of an AWT image become those of a window.
 *
 * <p>Components of 8 or 16 bits are taken as they are, in grey or RGB, with or without straight
 * alpha; a colour profile is not applied. A palette is expanded to RGB or RGBA, or to grey if it
 * holds nothing but even steps from black to white. Packed samples, and 8-bit ones that are
 * multiplied by alpha, become what {@link ColorModel#getRGB} makes of them. Everything else is
 * refused. <b>Memory:</b> a row at the most.
 */
abstract class RasterSamples {
  private final ImageGeometry geometry;

  private RasterSamples(ImageGeometry geometry) {
    this.geometry = geometry;
  }

  /**
   * The samples of images of a kind.
   *
   * @param format named if the kind is refused
   * @throws ImageFormatException if the kind is refused
   */
  static RasterSamples of(
      String format, ColorModel model, SampleModel samples, int width, int height) {
    if (model instanceof IndexColorModel palette && samples.getNumBands() == 1) {
      return new Indexed(palette, width, height);
    }
    if (model instanceof DirectColorModel direct) {
      return new Converted(unprofiled(direct), width, height);
    }
    if (model instanceof ComponentColorModel && hasColorOf(model, samples)) {
      boolean straight = !model.hasAlpha() || !model.isAlphaPremultiplied();
      int depth = depth(model, samples);
      if (depth != 0 && straight) {
        return new Components(model.getNumComponents(), depth, width, height);
      }
      if (depth == 8) {
        return new Converted(model, width, height);
      }
    }
    throw ImageFormatException.at(
        format,
        "",
        ImageFormatException.NO_OFFSET,
        "samples of this kind are not read here: " + describe(model));
  }

  /** The samples of one image. */
  static RasterSamples of(String format, BufferedImage image, int width, int height) {
    return of(format, image.getColorModel(), image.getSampleModel(), width, height);
  }

  private static DirectColorModel unprofiled(DirectColorModel direct) {
    if (direct.getColorSpace().isCS_sRGB()) {
      return direct;
    }
    return new DirectColorModel(
        ColorSpace.getInstance(ColorSpace.CS_sRGB),
        direct.getPixelSize(),
        direct.getRedMask(),
        direct.getGreenMask(),
        direct.getBlueMask(),
        direct.getAlphaMask(),
        direct.isAlphaPremultiplied(),
        direct.getTransferType());
  }

  private static boolean hasColorOf(ColorModel model, SampleModel samples) {
    int type = model.getColorSpace().getType();
    int colors = model.getNumColorComponents();
    boolean known =
        (type == ColorSpace.TYPE_GRAY && colors == 1)
            || (type == ColorSpace.TYPE_RGB && colors == 3);
    return known
        && model.getColorSpace() != ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB)
        && samples.getNumBands() == model.getNumComponents();
  }

  /** 8 or 16 if the components fill an unsigned data element of that size, else 0. */
  private static int depth(ColorModel model, SampleModel samples) {
    int depth =
        switch (samples.getDataType()) {
          case DataBuffer.TYPE_BYTE -> 8;
          case DataBuffer.TYPE_USHORT -> 16;
          default -> 0;
        };
    boolean filled = samples.getTransferType() == samples.getDataType();
    for (int size : model.getComponentSize()) {
      filled &= size == depth;
    }
    return filled ? depth : 0;
  }

  private static String describe(ColorModel model) {
    return "%d components of %d bits%s"
        .formatted(
            model.getNumComponents(),
            model.getComponentSize(0),
            model.hasAlpha() && model.isAlphaPremultiplied() ? ", multiplied by alpha" : "");
  }

  /** The shape of the samples in windows. */
  final ImageGeometry geometry() {
    return geometry;
  }

  /**
   * Copies a row.
   *
   * @param row counted from the raster's first
   * @param window of the raster's width
   */
  abstract void copy(Raster raster, int row, RasterWindow window, int windowRow);

  private static final class Components extends RasterSamples {
    Components(int bands, int depth, int width, int height) {
      super(ImageGeometry.of(width, height, bands, depth));
    }

    @Override
    void copy(Raster raster, int row, RasterWindow window, int windowRow) {
      int samples = window.geometry().rowSamples();
      boolean narrow = window.geometry().depth() == 8;
      Object line = narrow ? new byte[samples] : new short[samples];
      raster.getDataElements(raster.getMinX(), raster.getMinY() + row, raster.getWidth(), 1, line);
      System.arraycopy(
          line, 0, narrow ? window.bytes() : window.shorts(), window.rowOffset(windowRow), samples);
    }
  }

  private static final class Indexed extends RasterSamples {
    private final IndexColorModel palette;

    Indexed(IndexColorModel palette, int width, int height) {
      super(ImageGeometry.of(width, height, bands(palette), 8));
      this.palette = palette;
    }

    private static int bands(IndexColorModel palette) {
      if (palette.hasAlpha()) {
        return 4;
      }
      return isRamp(palette) ? 1 : 3;
    }

    private static boolean isRamp(IndexColorModel palette) {
      int last = palette.getMapSize() - 1;
      boolean ramp = last > 0 && last < 256 && last == (1 << palette.getPixelSize()) - 1;
      for (int i = 0; ramp && i <= last; i++) {
        ramp = (palette.getRGB(i) & 0xFFFFFF) == i * 255 / last * 0x010101;
      }
      return ramp;
    }

    @Override
    void copy(Raster raster, int row, RasterWindow window, int windowRow) {
      int width = raster.getWidth();
      int[] indices =
          raster.getSamples(raster.getMinX(), raster.getMinY() + row, width, 1, 0, new int[width]);
      int bands = window.geometry().bands();
      int at = window.rowOffset(windowRow);
      for (int x = 0; x < width; x++) {
        put(palette.getRGB(indices[x]), bands, window.bytes(), at);
        at += bands;
      }
    }
  }

  private static final class Converted extends RasterSamples {
    private final ColorModel model;

    Converted(ColorModel model, int width, int height) {
      super(ImageGeometry.of(width, height, model.hasAlpha() ? 4 : 3, 8));
      this.model = model;
    }

    @Override
    void copy(Raster raster, int row, RasterWindow window, int windowRow) {
      int bands = window.geometry().bands();
      int at = window.rowOffset(windowRow);
      int y = raster.getMinY() + row;
      Object pixel = null;
      for (int x = 0; x < raster.getWidth(); x++) {
        pixel = raster.getDataElements(raster.getMinX() + x, y, pixel);
        put(model.getRGB(pixel), bands, window.bytes(), at);
        at += bands;
      }
    }
  }

  /** Puts a pixel as grey, RGB or RGBA. */
  static void put(int argb, int bands, byte[] samples, int at) {
    samples[at] = (byte) (argb >> 16);
    if (bands > 1) {
      samples[at + 1] = (byte) (argb >> 8);
      samples[at + 2] = (byte) argb;
    }
    if (bands > 3) {
      samples[at + 3] = (byte) (argb >> 24);
    }
  }
}
