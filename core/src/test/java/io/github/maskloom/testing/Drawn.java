package io.github.maskloom.testing;

import io.github.maskloom.internal.png.ColorType;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;

/** Small images, each said in a line. */
public final class Drawn {
  private Drawn() {}

  /** A PNG of which every sample is the same. */
  public static TestPng flat(ColorType type, int depth, int width, int height, int sample) {
    int[] samples = new int[width * height * type.channels()];
    Arrays.fill(samples, sample);
    return TestPng.of(type, depth, width, height).samples(samples);
  }

  /** A PNG of 8 bits of which every sample is the same. */
  public static byte[] flat(ColorType type, int width, int height, int sample) {
    return flat(type, 8, width, height, sample).encode();
  }

  /** A mask on which nothing is painted. */
  public static byte[] blank(int width, int height) {
    return flat(ColorType.RGBA, width, height, 0);
  }

  /** A mask painted half opaque in a rectangle. */
  public static byte[] painted(int width, int height, Rectangle paint) {
    return painted(width, height, i -> paint.contains(i % width, i / width) ? 128 : 0);
  }

  /** A mask of blue paint, as opaque at a pixel as is said of it. */
  public static byte[] painted(int width, int height, IntUnaryOperator alpha) {
    int[] samples = new int[width * height * 4];
    for (int i = 0; i < width * height; i++) {
      samples[4 * i + 1] = 120;
      samples[4 * i + 2] = 255;
      samples[4 * i + 3] = alpha.applyAsInt(i);
    }
    return TestPng.of(ColorType.RGBA, 8, width, height).samples(samples).encode();
  }

  /** A JPEG with an orientation. */
  public static byte[] turned(int orientation, byte[] jpeg) {
    return JpegEdits.withExif(jpeg, JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation));
  }

  public static byte[] png(BufferedImage image) {
    return encoded(image, "png");
  }

  /** An image as ImageIO encodes it. */
  public static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Bytes as samples from 0 to 255. */
  public static int[] unsigned(byte[] samples) {
    int[] unsigned = new int[samples.length];
    Arrays.setAll(unsigned, i -> samples[i] & 0xFF);
    return unsigned;
  }
}
