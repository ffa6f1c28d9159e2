package io.github.maskloom.classic;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
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
import java.util.stream.IntStream;

/**
 * How samples of an AWT image become those of a window.
 *
 * <p>Components of 8 or 16 bits are taken as they are, in gray or RGB, with or without alpha; a
 * color profile is not applied. Colors that are multiplied by alpha are divided by it, as {@link
 * #straight} does. A palette is expanded to RGB or RGBA, or to gray if it holds nothing but even
 * steps from black to white. Packed samples become RGB or RGBA of 8 bits, each the nearest to what
 * it was. Everything else is refused. <b>Memory:</b> a row at the most.
 */
abstract class RasterSamples {
  /** Most pixels of four 16-bit samples that fit into an array. */
  private static final int MAX_WIDTH = (Integer.MAX_VALUE - 64) / 8;

  /** More than this a raster of AWT cannot claim to have. */
  private static final int MAX_PIXELS = Integer.MAX_VALUE - 2;

  private final ImageGeometry geometry;

  private RasterSamples(ImageGeometry geometry) {
    this.geometry = geometry;
  }

  /**
   * Refuses a size that is too large, even for a raster of AWT or the array of a row.
   *
   * @throws ImageLimitException naming the first limit that is passed
   */
  static void checkSize(long width, long height, ImageLimits limits) {
    LimitCheck.size(limits, width, height);
    if (width > MAX_WIDTH) {
      throw new ImageLimitException("maxWidth", width, MAX_WIDTH);
    }
    if (width * height > MAX_PIXELS) {
      throw ImageLimitException.pixels(width, height, MAX_PIXELS);
    }
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
      return new Packed(direct, width, height);
    }
    if (model instanceof ComponentColorModel && hasColorOf(model, samples)) {
      int depth = depth(model, samples);
      if (depth != 0) {
        boolean associated = model.hasAlpha() && model.isAlphaPremultiplied();
        return new Components(model.getNumComponents(), depth, associated, width, height);
      }
    }
    throw ImageFormatException.at(
        format,
        "",
        ImageFormatException.NO_OFFSET,
        "samples of this kind are not read here: %d components of %d bits"
            .formatted(model.getNumComponents(), model.getComponentSize(0)));
  }

  /** The samples of one image. */
  static RasterSamples of(String format, BufferedImage image, int width, int height) {
    return of(format, image.getColorModel(), image.getSampleModel(), width, height);
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

  /**
   * A color that was multiplied by its alpha, as it was before: rounded down as libvips and Pillow
   * do, at most {@code max}, and 0 where nothing can be seen. The largest value of both is {@code
   * max}.
   */
  static int straight(int color, int alpha, int max) {
    return alpha == 0 ? 0 : (int) Math.min(max, (long) color * max / alpha);
  }

  private static final class Components extends RasterSamples {
    private final boolean associated;

    Components(int bands, int depth, boolean associated, int width, int height) {
      super(ImageGeometry.of(width, height, bands, depth));
      this.associated = associated;
    }

    @Override
    void copy(Raster raster, int row, RasterWindow window, int windowRow) {
      int samples = window.geometry().rowSamples();
      int at = window.rowOffset(windowRow);
      boolean narrow = window.geometry().depth() == 8;
      Object line = narrow ? new byte[samples] : new short[samples];
      raster.getDataElements(raster.getMinX(), raster.getMinY() + row, raster.getWidth(), 1, line);
      System.arraycopy(line, 0, narrow ? window.bytes() : window.shorts(), at, samples);
      if (associated && narrow) {
        divide(window.bytes(), at, at + samples);
      } else if (associated) {
        divide(window.shorts(), at, at + samples);
      }
    }

    private void divide(byte[] samples, int from, int to) {
      int colors = geometry().colorBands();
      for (int at = from; at < to; at += colors + 1) {
        int alpha = samples[at + colors] & 0xFF;
        for (int band = 0; band < colors; band++) {
          samples[at + band] = (byte) straight(samples[at + band] & 0xFF, alpha, 0xFF);
        }
      }
    }

    private void divide(short[] samples, int from, int to) {
      int colors = geometry().colorBands();
      for (int at = from; at < to; at += colors + 1) {
        int alpha = samples[at + colors] & 0xFFFF;
        for (int band = 0; band < colors; band++) {
          samples[at + band] = (short) straight(samples[at + band] & 0xFFFF, alpha, 0xFFFF);
        }
      }
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
      int[] colors = new int[palette.getMapSize()];
      palette.getRGBs(colors);
      return colors.length == 1 << palette.getPixelSize() && isRamp(colors) ? 1 : 3;
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

  private static final class Packed extends RasterSamples {
    private final DirectColorModel model;
    private final int[] largest;

    Packed(DirectColorModel model, int width, int height) {
      super(ImageGeometry.of(width, height, model.hasAlpha() ? 4 : 3, 8));
      this.model = model;
      this.largest = IntStream.of(model.getComponentSize()).map(bits -> (1 << bits) - 1).toArray();
    }

    @Override
    void copy(Raster raster, int row, RasterWindow window, int windowRow) {
      int bands = window.geometry().bands();
      int at = window.rowOffset(windowRow);
      int y = raster.getMinY() + row;
      int[] fields = new int[bands];
      Object pixel = null;
      for (int x = 0; x < raster.getWidth(); x++) {
        pixel = raster.getDataElements(raster.getMinX() + x, y, pixel);
        model.getComponents(pixel, fields, 0);
        for (int band = 0; band < bands; band++) {
          fields[band] = scaled(fields[band], largest[band]);
        }
        for (int band = 0; band < 3 && model.isAlphaPremultiplied(); band++) {
          fields[band] = straight(fields[band], fields[3], 0xFF);
        }
        for (int band = 0; band < bands; band++) {
          window.bytes()[at++] = (byte) fields[band];
        }
      }
    }

    /** A value as one of 8 bits. A field without bits is 0. */
    private static int scaled(int value, int max) {
      return max == 0 ? 0 : (int) ((value * 255L + max / 2) / max);
    }
  }

  /** Whether a palette is nothing but even steps from black to white, at most 256. */
  static boolean isRamp(int[] palette) {
    int last = palette.length - 1;
    boolean ramp = last > 0 && last < 256;
    for (int i = 0; ramp && i <= last; i++) {
      ramp = (palette[i] & 0xFFFFFF) == i * 255 / last * 0x010101;
    }
    return ramp;
  }

  /** Puts a pixel as gray, RGB or RGBA. */
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
