package io.github.maskloom.examples.qoi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** QOI files for tests, and a plain decoder that follows the specification word by word. */
final class Qois {
  private static final byte[] END = {0, 0, 0, 0, 0, 0, 0, 1};

  private Qois() {}

  static byte[] header(int width, int height, int channels, int colors) {
    return ByteBuffer.allocate(14)
        .put(new byte[] {'q', 'o', 'i', 'f'})
        .putInt(width)
        .putInt(height)
        .put((byte) channels)
        .put((byte) colors)
        .array();
  }

  /** A file of these chunks, with its end marker. */
  static byte[] file(int width, int height, int channels, byte[] chunks) {
    return join(header(width, height, channels, 0), chunks, END);
  }

  static byte[] file(int width, int height, int channels, int... chunks) {
    return file(width, height, channels, bytes(chunks));
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** A file of random chunks, which are more than enough for its pixels. */
  static byte[] random(int width, int height, int channels, long seed) {
    byte[] chunks = new byte[width * height * 5];
    new Random(seed).nextBytes(chunks);
    return file(width, height, channels, chunks);
  }

  /** All samples of a file, as the specification says. */
  static int[] decode(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    int width = in.getInt(4);
    int height = in.getInt(8);
    int channels = in.get(12);
    in.position(14);
    int[][] array = new int[64][4];
    int[] pixel = {0, 0, 0, 255};
    int run = 0;
    int[] samples = new int[width * height * channels];
    for (int i = 0; i < width * height; i++) {
      if (run > 0) {
        run--;
      } else {
        int b1 = in.get() & 0xFF;
        pixel = pixel.clone();
        if (b1 == 0b11111110 || b1 == 0b11111111) {
          for (int band = 0; band < (b1 == 0b11111111 ? 4 : 3); band++) {
            pixel[band] = in.get() & 0xFF;
          }
        } else if (b1 >> 6 == 0) {
          pixel = array[b1].clone();
        } else if (b1 >> 6 == 1) {
          pixel[0] = Math.floorMod(pixel[0] + (b1 >> 4 & 3) - 2, 256);
          pixel[1] = Math.floorMod(pixel[1] + (b1 >> 2 & 3) - 2, 256);
          pixel[2] = Math.floorMod(pixel[2] + (b1 & 3) - 2, 256);
        } else if (b1 >> 6 == 2) {
          int b2 = in.get() & 0xFF;
          int green = (b1 & 63) - 32;
          pixel[0] = Math.floorMod(pixel[0] + green - 8 + (b2 >> 4), 256);
          pixel[1] = Math.floorMod(pixel[1] + green, 256);
          pixel[2] = Math.floorMod(pixel[2] + green - 8 + (b2 & 15), 256);
        } else {
          run = b1 & 63;
        }
        array[(pixel[0] * 3 + pixel[1] * 5 + pixel[2] * 7 + pixel[3] * 11) % 64] = pixel;
      }
      System.arraycopy(pixel, 0, samples, i * channels, channels);
    }
    return samples;
  }
}
