package io.github.maskloom.internal.jpeg;

import com.google.common.primitives.Bytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.TestJpegs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Whole files for the tests of readers, writers and splicers. */
public final class Jpegs {
  private Jpegs() {}

  /** Opens a file. */
  public static JpegReader open(byte[] jpeg) throws IOException {
    return open(ImageSource.of(jpeg));
  }

  static JpegReader open(byte[] jpeg, DamagePolicy damage) throws IOException {
    return JpegReader.open(ImageSource.of(jpeg), ImageLimits.DEFAULT, damage, CancelSignal.NEVER);
  }

  static JpegReader open(ImageSource source) throws IOException {
    return open(source, ImageLimits.DEFAULT);
  }

  static JpegReader open(ImageSource source, ImageLimits limits) throws IOException {
    return JpegReader.open(source, limits, DamagePolicy.STRICT, CancelSignal.NEVER);
  }

  /** All samples of a file. */
  public static byte[] samples(byte[] jpeg) throws IOException {
    return ArrayRows.collect(open(jpeg), 8);
  }

  /** A file with more bytes at an offset. */
  public static byte[] inserted(byte[] jpeg, int at, int... values) {
    byte[] more = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      more[i] = (byte) values[i];
    }
    return Bytes.concat(Arrays.copyOf(jpeg, at), more, Arrays.copyOfRange(jpeg, at, jpeg.length));
  }

  /** A picture, bits of which are random where the mask has ones. */
  public static BufferedImage noise(int width, int height, int mask) {
    BufferedImage image = TestJpegs.picture(width, height, 3);
    Random random = new Random(5);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, image.getRGB(x, y) ^ (random.nextInt() & mask));
      }
    }
    return image;
  }
}
