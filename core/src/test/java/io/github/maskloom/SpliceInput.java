package io.github.maskloom;

import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.ZlibStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Bytes that stand for a photo and a mask, so that most changes to them leave a PNG a PNG. */
final class SpliceInput {
  static final int HEAD_BYTES = 5;

  private static final ColorType[] TYPES = {ColorType.RGB, ColorType.RGBA};

  private SpliceInput() {}

  /** A head that says what the image is and where it is painted, and its zlib stream. */
  static byte[] of(ZlibStyle style, int seed) {
    Random random = new Random(seed);
    byte[] head = new byte[HEAD_BYTES];
    random.nextBytes(head);
    TestPng photo = photo(head);
    int[] samples = photo.delivered();
    int size = photo.geometry().rowSamples() * photo.geometry().height();
    int[] alike = new int[size];
    for (int i = 0; i < size; i++) {
      alike[i] = i / 900 % 3 == 0 ? samples[i % samples.length] : i / 300;
    }
    int max = (1 << photo.geometry().depth()) - 1;
    photo.samples(Arrays.stream(alike).map(sample -> sample & max).toArray());
    byte[] zlib = style.compress(photo.filteredRows(), 1 + random.nextInt(9), random.nextInt(3));
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(head);
    input.writeBytes(zlib);
    return input.toByteArray();
  }

  /** An input with up to three damages. */
  static byte[] mutated(byte[] input, Random random) {
    byte[] bytes = input.clone();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      int at = HEAD_BYTES + random.nextInt(bytes.length - HEAD_BYTES);
      switch (random.nextInt(5)) {
        case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) random.nextInt();
        case 3 -> bytes[random.nextInt(4)] = (byte) random.nextInt();
        default -> {
          int length = Math.min(1 + random.nextInt(40), bytes.length - at);
          int from = HEAD_BYTES + random.nextInt(bytes.length - length - HEAD_BYTES + 1);
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static TestPng photo(byte[] head) {
    int width = 1 + (head[1] & 0xFF);
    int height = 1 + (head[2] & 0x7F);
    return TestPng.of(TYPES[head[0] & 1], (head[0] & 2) == 0 ? 8 : 16, width, height);
  }

  /** Builds the photo and its mask, and compares what comes of them. */
  static void check(byte[] input) throws IOException {
    if (input.length < HEAD_BYTES) {
      return;
    }
    TestPng photo = photo(input);
    byte[] zlib = Arrays.copyOfRange(input, HEAD_BYTES, input.length);
    if ((input[0] & 12) != 0) {
      zlib = PngFiles.withRightChecksum(zlib);
    }
    int first = (input[0] & 16) == 0 ? zlib.length : zlib.length / 2;
    byte[] file =
        TestPng.file(
            TestPng.rawChunk("IHDR", photo.header()),
            TestPng.rawChunk("IDAT", Arrays.copyOf(zlib, first)),
            TestPng.rawChunk("IDAT", Arrays.copyOfRange(zlib, first, zlib.length)),
            TestPng.rawChunk("IEND"));
    int width = photo.geometry().width();
    int height = photo.geometry().height();
    int[] paint = paint(width, height, new Random((input[3] & 0xFF) << 8 | (input[4] & 0xFF)));
    SpliceVersusStream.assertAgree(
        file, TestPng.of(ColorType.RGBA, 8, width, height).samples(paint).encode());
  }

  /** A few rectangles, down to a pixel, of one or of many colors. */
  private static int[] paint(int width, int height, Random random) {
    int[] samples = new int[4 * width * height];
    for (int count = random.nextInt(5); count > 0; count--) {
      int left = random.nextInt(width);
      int top = random.nextInt(height);
      int right = Math.min(width, left + 1 + random.nextInt(width));
      int bottom = Math.min(height, top + 1 + random.nextInt(random.nextBoolean() ? 3 : height));
      boolean flat = random.nextBoolean();
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          int at = 4 * (y * width + x);
          samples[at] = flat ? 200 : random.nextInt(256);
          samples[at + 1] = flat ? 10 : random.nextInt(256);
          samples[at + 3] = flat ? 255 : random.nextInt(256);
        }
      }
    }
    return samples;
  }
}
