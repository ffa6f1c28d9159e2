package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.internal.png.ColorType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small sound images of every format, from which damaged ones are made. */
public enum SeedImages {
  PNG {
    @Override
    public List<byte[]> files() {
      return List.of(
          TestPng.of(ColorType.GRAY, 1, 9, 3).encode(),
          TestPng.of(ColorType.GRAY, 16, 3, 3).transparent(5).interlaced(true).encode(),
          TestPng.of(ColorType.PALETTE, 4, 5, 4).paletteAlpha((byte) 3).encode(),
          TestPng.of(ColorType.RGB, 8, 20, 16).idatBytes(50).chunk("gAMA", new byte[4]).encode(),
          TestPng.of(ColorType.RGBA, 16, 4, 4).chunk("eXIf", new byte[12]).encode(),
          TestPng.of(ColorType.RGBA, 8, 17, 13).interlaced(true).encode());
    }
  },
  JPEG {
    @Override
    public List<byte[]> files() {
      byte[] photo = TestJpegs.baseline(40, 24, 3);
      return List.of(
          photo,
          TestJpegs.baseline(19, 21, 1),
          TestJpegs.progressive(33, 25, 3),
          TestJpegs.subsampled(33, 17, 4, 1),
          TestJpegs.restarting(48, 32, 2),
          TestJpegs.inks(16, 16, new int[] {10, 20, 30, 40}, 2),
          JpegEdits.withExif(photo, JpegEdits.exif(ByteOrder.BIG_ENDIAN, 6)),
          JpegEdits.withProfile(photo, new byte[100], 2));
    }
  },
  GIF {
    @Override
    public List<byte[]> files() {
      BufferedImage picture = picture(BufferedImage.TYPE_BYTE_INDEXED);
      return List.of(write(picture, "gif", ""), writeInterlacedGif(picture));
    }
  },
  BMP {
    @Override
    public List<byte[]> files() {
      return List.of(
          write(picture(BufferedImage.TYPE_3BYTE_BGR), "bmp", "BI_RGB"),
          write(picture(BufferedImage.TYPE_BYTE_INDEXED), "bmp", "BI_RLE8"),
          write(picture(BufferedImage.TYPE_BYTE_BINARY), "bmp", "BI_RGB"),
          write(picture(BufferedImage.TYPE_USHORT_565_RGB), "bmp", "BI_BITFIELDS"));
    }
  },
  TIFF {
    @Override
    public List<byte[]> files() {
      BufferedImage picture = picture(BufferedImage.TYPE_3BYTE_BGR);
      return List.of(
          write(picture, "tiff", ""),
          write(picture, "tiff", "LZW"),
          write(picture, "tiff", "Deflate"),
          write(picture(BufferedImage.TYPE_BYTE_GRAY), "tiff", "PackBits"),
          write(picture(BufferedImage.TYPE_USHORT_GRAY), "tiff", "ZLib"));
    }
  },
  WEBP {
    @Override
    public List<byte[]> files() {
      return List.of(
          resource("lossy.webp"),
          resource("lossless.webp"),
          resource("lossy-alpha.webp"),
          resource("lossless-alpha.webp"));
    }
  },
  BASE64 {
    @Override
    public List<byte[]> files() {
      byte[] png = TestPng.of(ColorType.RGB, 8, 7, 5).encode();
      String text = Base64.getEncoder().encodeToString(png);
      return List.of(
          text.getBytes(US_ASCII),
          ("data:image/png;base64," + text).getBytes(US_ASCII),
          ("data:image/jpeg;name=a;base64," + text.replace("+", "%2B")).getBytes(US_ASCII),
          Base64.getMimeEncoder().encode(png));
    }
  };

  /** The files, the same at every call. */
  public abstract List<byte[]> files();

  /** The JDK writes no WebP. */
  private static byte[] resource(String name) {
    try (InputStream stream = SeedImages.class.getResourceAsStream("/webp/" + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage picture(int type) {
    BufferedImage picture = new BufferedImage(23, 18, type);
    Random random = new Random(type);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, 0xFF000000 | (x < 9 ? 0x336699 : random.nextInt(1 << 24)));
      }
    }
    return picture;
  }

  private static byte[] write(BufferedImage picture, String format, String compression) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (!compression.isEmpty()) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionType(compression);
    }
    return write(picture, writer, parameters);
  }

  private static byte[] writeInterlacedGif(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    return write(picture, writer, parameters);
  }

  private static byte[] write(
      BufferedImage picture, ImageWriter writer, ImageWriteParam parameters) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }
}
