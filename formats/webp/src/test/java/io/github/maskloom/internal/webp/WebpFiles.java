package io.github.maskloom.internal.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.hiding.Containers;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.LowBits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Small files of every kind, and what {@code dwebp -pam} of libwebp 1.5.0 makes of them. They were
 * drawn by this project, and encoded with {@code cwebp} and {@code webpmux} of the same version.
 */
final class WebpFiles {
  static final List<String> STILL =
      List.of(
          "lossy",
          "simple-filter",
          "lossless",
          "palette",
          "lossy-alpha",
          "raw-alpha",
          "lossless-alpha");

  /** All of {@link #STILL} have this size. */
  static final int WIDTH = 17;

  static final int HEIGHT = 11;

  private WebpFiles() {}

  static byte[] load(String name) throws IOException {
    try (InputStream in = WebpFiles.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  static byte[] file(String name) throws IOException {
    return load(name + ".webp");
  }

  /** The shape of a still image. */
  static ImageGeometry geometry(String name) {
    return ImageGeometry.of(WIDTH, HEIGHT, name.endsWith("alpha") ? 4 : 3, 8);
  }

  /** What {@code dwebp} says, with as many samples a pixel as asked. */
  static int[] decoded(String name, int bands) throws IOException {
    byte[] pam = load(name + ".pam");
    int from = new String(pam, ISO_8859_1).indexOf("ENDHDR\n") + "ENDHDR\n".length();
    int[] samples = new int[(pam.length - from) / 4 * bands];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pam[from + i / bands * 4 + i % bands] & 0xFF;
    }
    return samples;
  }

  /** A chunk, filled up to an even number of bytes. */
  static byte[] chunk(String type, byte[] data) {
    return Containers.riffChunk(type, data);
  }

  static byte[] riff(byte[]... chunks) {
    return Containers.riff(chunks);
  }

  /** The chunk that says what others there are. */
  static byte[] canvas(int flags, int width, int height) {
    ByteBuffer data = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN);
    data.put(0, (byte) flags).putInt(4, width - 1).putInt(7, height - 1);
    return chunk("VP8X", Arrays.copyOf(data.array(), 10));
  }

  /** What stands behind the form's name. */
  static byte[] chunksOf(byte[] file) {
    return Arrays.copyOfRange(file, 12, file.length);
  }

  /** A lossless picture of one color: its header, and codes without a bit. */
  static byte[] flat(int width, int height) {
    return riff(chunk("VP8L", new BitWriter().picture(width, height).codes(1).bytes()));
  }

  /** Writes a lossless picture. */
  static final class BitWriter {
    private final LowBits out = new LowBits();

    BitWriter put(int bits, int value) {
      out.put(value, bits);
      return this;
    }

    /** A header, without alpha. */
    BitWriter picture(int width, int height) {
      return put(8, 0x2F).put(14, width - 1).put(14, height - 1).put(4, 0);
    }

    /** No transforms, no color cache, no groups, and five codes of one symbol each. */
    BitWriter codes(int groups) {
      return put(1, 0).put(1, 0).put(1, 0).group(groups);
    }

    BitWriter group(int groups) {
      for (int code = 0; code < 5 * groups; code++) {
        put(1, 1).put(1, 0).put(1, 1).put(8, code % 5 == 4 ? 0 : 0x40 + code % 5);
      }
      return this;
    }

    byte[] bytes() {
      return Arrays.copyOf(out.bytes(), (int) (out.count() / 8) + 1);
    }
  }
}
