package io.github.maskloom.internal.png;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.TestRows;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;

/** Whole images for the tests of readers, writers and splicers. */
public final class Pngs {
  private Pngs() {}

  /** Opens a file with the reader that its head asks for. */
  static PngRowReader open(byte[] file) throws IOException {
    return open(file, ImageLimits.DEFAULT);
  }

  static PngRowReader open(byte[] file, ImageLimits limits) throws IOException {
    return open(file, ImageSource.of(file), limits);
  }

  /** Opens a source of a file with the reader that the file's head asks for. */
  static PngRowReader open(byte[] file, ImageSource source, ImageLimits limits) throws IOException {
    return PngHeader.interlaced(file)
        ? Adam7Reader.open(source, limits, DamagePolicy.STRICT)
        : PngReader.open(source.open(), limits, DamagePolicy.STRICT);
  }

  /** Opens a file that is not interlaced. */
  public static PngReader plain(byte[] file) throws IOException {
    return plain(new ByteArrayInputStream(file));
  }

  static PngReader plain(InputStream file) throws IOException {
    return PngReader.open(file, ImageLimits.DEFAULT, DamagePolicy.STRICT);
  }

  static Adam7Reader interlaced(ImageSource source) throws IOException {
    return Adam7Reader.open(source, ImageLimits.DEFAULT, DamagePolicy.STRICT);
  }

  /** All samples of a file. */
  static int[] read(byte[] file) throws IOException {
    try (PngRowReader reader = open(file)) {
      return read(reader, 4);
    }
  }

  /** All samples of a reader, taken in windows of that many rows. */
  static int[] read(WindowReader reader, int windowRows) throws IOException {
    return TestRows.drain(reader, windowRows);
  }

  /** A window that holds a whole image of random samples. */
  static RasterWindow random(ImageGeometry geometry, long seed) {
    return TestRows.window(geometry, TestRows.random(geometry, seed));
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
    PngWriter writer = new PngWriter(file, picture.geometry(), metadata);
    TestRows.reader(picture.geometry(), samples(picture)).push(windowRows, writer);
    writer.finish();
    return file.toByteArray();
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
