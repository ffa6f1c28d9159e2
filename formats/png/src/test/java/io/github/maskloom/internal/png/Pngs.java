package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Whole images for the tests of this package. */
final class Pngs {
  private Pngs() {}

  /** Opens a file with the reader that its head asks for. */
  static PngRowReader open(byte[] file) throws IOException {
    return open(file, ImageLimits.DEFAULT);
  }

  static PngRowReader open(byte[] file, ImageLimits limits) throws IOException {
    return PngHeader.Signature.interlaced(file, file.length)
        ? Adam7Reader.open(ImageSource.of(file), limits, DamagePolicy.STRICT)
        : PngReader.open(new ByteArrayInputStream(file), limits, DamagePolicy.STRICT);
  }

  /** All samples of a file. */
  static int[] read(byte[] file) throws IOException {
    try (PngRowReader reader = open(file)) {
      return read(reader, 4);
    }
  }

  /** All samples of a reader, taken in windows of that many rows. */
  static int[] read(WindowReader reader, int windowRows) throws IOException {
    ImageGeometry geometry = reader.geometry();
    int[] samples = new int[geometry.rowSamples() * geometry.height()];
    RasterWindow window = new RasterWindow(geometry, windowRows);
    int done = 0;
    while (reader.read(window) > 0) {
      if (window.y() * geometry.rowSamples() != done) {
        throw new AssertionError("row " + window.y() + " is out of order");
      }
      int count = window.rows() * geometry.rowSamples();
      for (int i = 0; i < count; i++) {
        samples[done++] =
            geometry.depth() == 8 ? window.bytes()[i] & 0xFF : window.shorts()[i] & 0xFFFF;
      }
    }
    if (done != samples.length) {
      throw new AssertionError(done + " of " + samples.length + " samples came");
    }
    return samples;
  }

  /** A window that holds a whole image of random samples. */
  static RasterWindow random(ImageGeometry geometry, long seed) {
    RasterWindow window = new RasterWindow(geometry, geometry.height());
    Random random = new Random(seed);
    int count = geometry.rowSamples() * geometry.height();
    for (int i = 0; i < count; i++) {
      if (geometry.depth() == 8) {
        window.bytes()[i] = (byte) random.nextInt();
      } else {
        window.shorts()[i] = (short) random.nextInt();
      }
    }
    window.place(0, geometry.height());
    return window;
  }

  /** The samples of a window that holds a whole image. */
  static int[] samples(RasterWindow picture) {
    ImageGeometry geometry = picture.geometry();
    int[] none = null;
    return picture.raster().getPixels(0, 0, geometry.width(), geometry.height(), none);
  }

  /** Encodes a whole image, handed over in windows of that many rows. */
  static byte[] write(RasterWindow picture, ImageMetadata metadata, int windowRows)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (PngWriter writer = new PngWriter(file, picture.geometry(), metadata)) {
      push(picture, windowRows, writer);
      writer.finish();
    }
    return file.toByteArray();
  }

  static void push(RasterWindow picture, int windowRows, PngWriter writer) throws IOException {
    RasterWindow window = new RasterWindow(picture.geometry(), windowRows);
    int height = picture.geometry().height();
    for (int y = 0; y < height; y += windowRows) {
      window.place(y, Math.min(windowRows, height - y));
      window.copyRows(picture, y, 0, window.rows());
      writer.accept(window);
    }
  }

  /** All samples as javax.imageio reads them, in bands like ours. */
  static int[] readByImageIo(byte[] file, ImageGeometry geometry) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    int[] none = null;
    if (!(image.getColorModel() instanceof IndexColorModel)) {
      return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), none);
    }
    int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int bands = geometry.bands();
    int[] samples = new int[argb.length * bands];
    for (int pixel = 0; pixel < argb.length; pixel++) {
      for (int band = 0; band < bands; band++) {
        boolean alpha = bands % 2 == 0 && band == bands - 1;
        samples[pixel * bands + band] = (argb[pixel] >>> (alpha ? 24 : 16 - 8 * band)) & 0xFF;
      }
    }
    return samples;
  }

  /** Sets alpha of gray+alpha samples of depth 8. */
  static void makeOpaque(int[] grayAlpha) {
    for (int i = 1; i < grayAlpha.length; i += 2) {
      grayAlpha[i] = 255;
    }
  }
}
