package io.github.maskloom.examples.qoi;

import io.github.maskloom.image.ImageMetadata;

/** What reading and writing share: a pixel is an int of red, green, blue and alpha. */
final class QoiPixel {
  /** Tags of chunks: two bits, but for the last two. */
  static final int INDEX = 0x00;

  static final int DIFF = 0x40;
  static final int LUMA = 0x80;
  static final int RUN = 0xC0;
  static final int RGB = 0xFE;
  static final int RGBA = 0xFF;

  /** How many pixels are remembered. */
  static final int SEEN = 64;

  static final int BUFFER_BYTES = 1 << 13;
  static final int MAX_CHUNK_BYTES = 5;

  /** What reading or writing holds, beside the windows. */
  static final long HEAP_BYTES = BUFFER_BYTES + 4L * SEEN;

  /** The pixel before the first one: opaque black. */
  static final int START = 0xFF;

  /** What travels with an image whose samples are light, not what an eye sees of it. */
  static final ImageMetadata LINEAR = ImageMetadata.NONE.toBuilder().gamma(100_000).build();

  private QoiPixel() {}

  /** A pixel of four samples; of the last one the lowest eight bits count. */
  static int of(int red, int green, int blue, int alpha) {
    return red << 24 | green << 16 | blue << 8 | (alpha & 0xFF);
  }

  /** Where a pixel is remembered. */
  static int place(int pixel) {
    int red = pixel >>> 24;
    int green = pixel >> 16 & 0xFF;
    int blue = pixel >> 8 & 0xFF;
    return (red * 3 + green * 5 + blue * 7 + (pixel & 0xFF) * 11) % SEEN;
  }

  /** A pixel with other colors, which wrap around, and the same alpha. */
  static int plus(int pixel, int red, int green, int blue) {
    return of(
        ((pixel >>> 24) + red) & 0xFF,
        ((pixel >> 16) + green) & 0xFF,
        ((pixel >> 8) + blue) & 0xFF,
        pixel);
  }

  /** Bytes of a chunk that begins so. */
  static int chunkBytes(byte tag) {
    return switch (tag & 0xFF) {
      case RGBA -> 5;
      case RGB -> 4;
      default -> (tag & 0xC0) == LUMA ? 2 : 1;
    };
  }

  /** Stores three or four samples. */
  static void put(int pixel, byte[] samples, int at, int bands) {
    samples[at] = (byte) (pixel >> 24);
    samples[at + 1] = (byte) (pixel >> 16);
    samples[at + 2] = (byte) (pixel >> 8);
    if (bands == 4) {
      samples[at + 3] = (byte) pixel;
    }
  }

  /** The pixel of three or four samples. */
  static int get(byte[] samples, int at, int bands) {
    return of(
        samples[at] & 0xFF,
        samples[at + 1] & 0xFF,
        samples[at + 2] & 0xFF,
        bands == 4 ? samples[at + 3] : 0xFF);
  }
}
