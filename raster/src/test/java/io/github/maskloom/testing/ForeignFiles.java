package io.github.maskloom.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** GIF, BMP and TIFF files by the JDK's writers, WebP, and what the JDK's readers make of any. */
public final class ForeignFiles {
  private ForeignFiles() {}

  /** A PNG file. */
  public static byte[] png(BufferedImage image, boolean interlaced) {
    return write("png", image, param -> interlace(param, interlaced), 0);
  }

  /** A GIF file. */
  public static byte[] gif(BufferedImage image, boolean interlaced) {
    return write("gif", image, param -> interlace(param, interlaced), 0);
  }

  private static void interlace(ImageWriteParam param, boolean interlaced) {
    param.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
  }

  /** A BMP file of a compression such as {@code BI_RLE8}. */
  public static byte[] bmp(BufferedImage image, String compression) {
    return write("bmp", image, param -> compress(param, compression), 0);
  }

  /** An uncompressed BMP file whose first row is the top. */
  public static byte[] topDownBmp(BufferedImage image) {
    byte[] file = bmp(image, "BI_RGB");
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(22, -header.getInt(22));
    return file;
  }

  /**
   * A run-length coded BMP file of 4 or 8 bits, with runs and literals; the JDK's writer makes
   * broken ones of 4 bits.
   */
  public static byte[] runLengthBmp(BufferedImage image, int bits) {
    byte[] plain = bmp(image, "BI_RGB");
    ByteBuffer header = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int y = image.getHeight() - 1; y >= 0; y--) {
      int[] row =
          image.getRaster().getSamples(0, y, image.getWidth(), 1, 0, new int[image.getWidth()]);
      for (int x = 0; x < row.length; ) {
        x += y % 2 == 0 ? run(row, x, bits, data) : literal(row, x, bits, data);
      }
      data.writeBytes(new byte[] {0, 0});
    }
    data.writeBytes(new byte[] {0, 1});
    int pixelsAt = header.getInt(10);
    header.putInt(2, pixelsAt + data.size()).putInt(30, bits == 8 ? 1 : 2).putInt(34, data.size());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(plain, 0, pixelsAt);
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  private static int run(int[] row, int x, int bits, ByteArrayOutputStream data) {
    int length = 1;
    while (x + length < row.length && length < 255 && row[x + length] == row[x]) {
      length++;
    }
    data.write(length);
    data.write(bits == 8 ? row[x] : row[x] * 17);
    return length;
  }

  private static int literal(int[] row, int x, int bits, ByteArrayOutputStream data) {
    int length = Math.min(9, row.length - x);
    if (length < 3) {
      return run(row, x, bits, data);
    }
    data.write(0);
    data.write(length);
    int bytes = bits == 8 ? length : (length + 1) / 2;
    for (int i = 0; i < bytes; i++) {
      int next = 2 * i + 1 < length ? row[Math.min(x + 2 * i + 1, row.length - 1)] : 0;
      data.write(bits == 8 ? row[x + i] : (row[x + 2 * i] << 4) | next);
    }
    if (bytes % 2 == 1) {
      data.write(0);
    }
    return length;
  }

  /** A TIFF file of a compression such as {@code LZW}, or of none if it is empty. */
  public static byte[] tiff(BufferedImage image, String compression, int rowsPerStrip) {
    return write("tiff", image, param -> compress(param, compression), rowsPerStrip);
  }

  /** A TIFF file in tiles. */
  public static byte[] tiledTiff(BufferedImage image, String compression, int width, int height) {
    return write(
        "tiff",
        image,
        param -> {
          compress(param, compression);
          param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
          param.setTiling(width, height, 0, 0);
        },
        0);
  }

  private static void compress(ImageWriteParam param, String compression) {
    if (!compression.isEmpty()) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
    }
  }

  interface Settings {
    void apply(ImageWriteParam param);
  }

  /** What is written. */
  interface Picture {
    IIOImage by(ImageWriter writer, ImageWriteParam param) throws IOException;
  }

  private static byte[] write(
      String format, BufferedImage image, Settings settings, int rowsPerStrip) {
    return write(
        format,
        (writer, param) ->
            new IIOImage(
                image, null, rowsPerStrip == 0 ? null : strips(writer, image, param, rowsPerStrip)),
        settings);
  }

  /** A file by the JDK's writer. */
  static byte[] write(String format, Picture picture, Settings settings) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      ImageWriter writer = find(ImageWriterSpi.class, format, "Writer").createWriterInstance();
      ImageWriteParam param = writer.getDefaultWriteParam();
      settings.apply(param);
      writer.setOutput(out);
      writer.write(null, picture.by(writer, param), param);
      writer.dispose();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static IIOMetadata strips(
      ImageWriter writer, BufferedImage image, ImageWriteParam param, int rows) throws IOException {
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
    TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
    directory.addTIFFField(
        new TIFFField(
            BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_ROWS_PER_STRIP), rows));
    return directory.getAsMetadata();
  }

  /** One of the WebP files among the resources. */
  public static byte[] webp(String name) {
    try (InputStream in = ForeignFiles.class.getResourceAsStream("/webp/" + name + ".webp")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the JDK's reader makes of a file. */
  public static BufferedImage read(String format, byte[] file) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = find(ImageReaderSpi.class, format, "Reader").createReaderInstance();
      reader.setInput(in);
      return reader.read(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T find(Class<T> category, String format, String kind) {
    String name =
        "com.sun.imageio.plugins.%s.%sImage%sSpi"
            .formatted(format, format.toUpperCase(Locale.ROOT), kind);
    Iterator<T> providers = IIORegistry.getDefaultInstance().getServiceProviders(category, false);
    while (providers.hasNext()) {
      T provider = providers.next();
      if (provider.getClass().getName().equals(name)) {
        return provider;
      }
    }
    throw new AssertionError(name);
  }
}
