package io.github.maskloom.testing.internal.server;

import static com.google.common.base.Preconditions.checkState;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images for tests: small real ones, and large ones whose rest is noise. */
public final class TestImages {
  private TestImages() {}

  /**
   * Makes a real JPEG of 64x48 pixels.
   *
   * @param seed of its random pixels; the same seed gives the same file
   * @return the whole file
   */
  public static byte[] jpeg(int seed) {
    return encoded("jpeg", seed);
  }

  /**
   * Makes a real PNG of 64x48 pixels.
   *
   * @param seed of its random pixels; the same seed gives the same file
   * @return the whole file
   */
  public static byte[] png(int seed) {
    return encoded("png", seed);
  }

  /**
   * {@return a real PNG of 64x48 pixels through which everything is seen} As a mask it paints
   * nothing.
   */
  public static byte[] transparentPng() {
    return encoded("png", new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB));
  }

  private static byte[] encoded(String format, int seed) {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
    }
    return encoded(format, image);
  }

  /**
   * {@return an image as ImageIO encodes it}
   *
   * @param format by ImageIO's name
   * @param image to encode
   */
  public static byte[] encoded(String format, BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      checkState(ImageIO.write(image, format, bytes), "no writer for %s", format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Makes bytes that are a JPEG of 64x48 pixels, and noise behind its end.
   *
   * @param bytes exact length, at least that of {@link #jpeg} with the same seed
   * @param seed of the pixels and the noise; the same seed gives the same bytes
   * @return the whole file
   */
  public static byte[] largeJpeg(int bytes, int seed) {
    byte[] picture = new byte[bytes];
    new Random(seed).nextBytes(picture);
    byte[] head = jpeg(seed);
    System.arraycopy(head, 0, picture, 0, head.length);
    return picture;
  }

  /**
   * Writes a file that is a JPEG of 64x48 pixels, and noise behind its end.
   *
   * @param folder that exists
   * @param name of the file, which is replaced if it exists
   * @param bytes exact length, at least that of {@link #jpeg} with the same seed
   * @param seed of the pixels and the noise; the same seed gives the same bytes
   * @return the file
   * @throws IOException if the file cannot be written
   */
  public static Path largeJpeg(Path folder, String name, int bytes, int seed) throws IOException {
    return Files.write(folder.resolve(name), largeJpeg(bytes, seed));
  }
}
