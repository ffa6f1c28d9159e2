package io.github.maskloom.testing;

import io.github.maskloom.raster.ImageGeometry;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Random;

/** AWT images of noise and even stretches, and their samples as windows should hold them. */
public final class TestImages {
  private TestImages() {}

  /** An image of one of {@link BufferedImage}'s types. */
  public static BufferedImage ofType(int type, int width, int height) {
    return filled(new BufferedImage(width, height, type));
  }

  /** An image of interleaved gray or RGB samples, with straight alpha if bands are even. */
  public static BufferedImage components(int bands, int depth, int width, int height) {
    boolean alpha = bands % 2 == 0;
    int type = depth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    ColorSpace space = ColorSpace.getInstance(bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    ComponentColorModel model =
        new ComponentColorModel(
            space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    WritableRaster raster = Raster.createInterleavedRaster(type, width, height, bands, null);
    return filled(new BufferedImage(model, raster, false, null));
  }

  /**
   * An image of a colorful palette.
   *
   * @param transparent the index that is transparent, or -1
   */
  public static BufferedImage indexed(int bits, int transparent, int width, int height) {
    int size = 1 << bits;
    byte[] colors = new byte[size * 3];
    new Random(bits).nextBytes(colors);
    IndexColorModel palette = new IndexColorModel(bits, size, colors, 0, false, transparent);
    return filled(
        bits == 8
            ? new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette)
            : new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, palette));
  }

  /** A black image of floating-point samples. */
  public static BufferedImage floats(int width, int height) {
    ColorSpace space = ColorSpace.getInstance(ColorSpace.CS_GRAY);
    ComponentColorModel model =
        new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_FLOAT);
    return new BufferedImage(
        model, model.createCompatibleWritableRaster(width, height), false, null);
  }

  private static BufferedImage filled(BufferedImage image) {
    WritableRaster raster = image.getRaster();
    Random random = new Random(image.getWidth() * 31L + image.getHeight());
    for (int y = 0; y < image.getHeight(); y++) {
      boolean even = y % 7 < 3;
      for (int band = 0; band < raster.getNumBands(); band++) {
        int mask = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
        for (int x = 0; x < image.getWidth(); x++) {
          raster.setSample(x, y, band, (even ? y * 5 + band : random.nextInt()) & mask);
        }
      }
    }
    return image;
  }

  /** The samples of an image, in the shape in which a reader delivered it. */
  public static int[] samples(BufferedImage image, ImageGeometry geometry) {
    int bands = geometry.bands();
    int[] samples = new int[image.getWidth() * image.getHeight() * bands];
    boolean raw = image.getColorModel() instanceof ComponentColorModel;
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int band = 0; band < bands; band++) {
          samples[at++] =
              raw
                  ? straight(image, x, y, band)
                  : (image.getRGB(x, y) >> (band == 3 ? 24 : 16 - 8 * band)) & 0xFF;
        }
      }
    }
    return samples;
  }

  /** A sample, divided by alpha if it was multiplied by it. */
  private static int straight(BufferedImage image, int x, int y, int band) {
    int sample = image.getRaster().getSample(x, y, band);
    int last = image.getRaster().getNumBands() - 1;
    if (!image.isAlphaPremultiplied() || band == last) {
      return sample;
    }
    double max = (1 << image.getRaster().getSampleModel().getSampleSize(band)) - 1;
    int alpha = image.getRaster().getSample(x, y, last);
    return alpha == 0 ? 0 : (int) Math.min(max, Math.floor(sample * max / alpha));
  }
}
