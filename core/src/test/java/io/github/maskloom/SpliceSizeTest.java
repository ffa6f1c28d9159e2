package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A spliced image is about as small as if it were saved anew, whoever saved the photo. */
@Tag("slow")
class SpliceSizeTest {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 480;
  private static final double TOLERANCE = 1.02;

  /** What is in the image. */
  enum Content {
    /** A camera's image of something smooth: slow colors that change in steps of one. */
    FLAT_PHOTO,
    /** A camera's image with detail in every pixel. */
    NOISY_PHOTO,
    /** Areas of one color with slanted edges. */
    DRAWING,
    /** Letters on a page, the same few again and again. */
    PAGE
  }

  @ParameterizedTest(name = "{0} {1} with filter {2}, {3} of it painted")
  @CsvSource({
    "FLAT_PHOTO, RGB, 0, 0.01",
    "FLAT_PHOTO, RGB, 0, 0.09",
    "FLAT_PHOTO, RGB, 0, 0.6",
    "FLAT_PHOTO, RGBA, 0, 0.09",
    "FLAT_PHOTO, RGBA, 0, 0.6",
    "FLAT_PHOTO, RGB, 4, 0.09",
    "FLAT_PHOTO, RGB, 2, 0.6",
    "NOISY_PHOTO, RGB, 0, 0.09",
    "NOISY_PHOTO, RGB, 0, 0.6",
    "NOISY_PHOTO, RGB, 4, 0.09",
    "NOISY_PHOTO, RGB, 4, 0.6",
    "DRAWING, RGB, 0, 0.01",
    "DRAWING, RGB, 0, 0.09",
    "DRAWING, RGB, 0, 0.6",
    "DRAWING, RGBA, 0, 0.6",
    "DRAWING, RGB, 2, 0.09",
    "DRAWING, RGB, 3, 0.6",
    "PAGE, RGB, 0, 0.01",
    "PAGE, RGB, 0, 0.09",
    "PAGE, RGB, 0, 0.6",
    "PAGE, RGBA, 0, 0.6",
    "PAGE, RGB, 2, 0.01",
    "PAGE, RGB, 2, 0.09",
    "PAGE, RGB, 2, 0.6"
  })
  void isNoLargerThanThePhotoOrAWholeEncoding(
      Content content, ColorType type, int filter, double share) throws IOException {
    TestPng photo = picture(content, type).filter(filter).deflate(6, Deflater.DEFAULT_STRATEGY);
    byte[] file = photo.encode();

    byte[] spliced = spliced(file, mask(share));

    int[] composited = Picture.decoded(spliced).samples();
    assertThat(composited).isNotEqualTo(photo.delivered());
    int whole = photo.samples(composited).encode().length;
    assertThat(spliced.length).isLessThan((int) (TOLERANCE * Math.max(file.length, whole)));
  }

  private static byte[] spliced(byte[] photo, byte[] mask) throws IOException {
    Made<CompositeReport> made = Made.composite(MaskCompositor.create(), photo, mask);
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    return made.file();
  }

  private static TestPng picture(Content content, ColorType type) {
    int bands = type.channels();
    int[] samples = new int[WIDTH * HEIGHT * bands];
    Random random = new Random(7);
    int[] letters = random.ints(40 * 64, 0, 4).toArray();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int band = 0; band < bands; band++) {
          boolean alpha = band == bands - 1 && bands % 2 == 0;
          samples[(y * WIDTH + x) * bands + band] =
              alpha ? 255 : sample(content, x, y, band, letters, random);
        }
      }
    }
    return TestPng.of(type, 8, WIDTH, HEIGHT).samples(samples);
  }

  private static int sample(Content content, int x, int y, int band, int[] letters, Random random) {
    double slow = 128 + 60 * Math.sin(x / 97.0 + band) * Math.cos(y / (71.0 + 9 * band));
    return switch (content) {
      case FLAT_PHOTO -> (int) (slow + (random.nextInt(12) == 0 ? 1 : 0));
      case NOISY_PHOTO -> (int) (slow + 4 * random.nextGaussian());
      case DRAWING -> area(x, y) * (37 + 20 * band) & 0xFF;
      case PAGE -> {
        int letter = (x / 8 * 7 + y / 16 * 31 + x / 8 * (y / 16) % 11) % 40;
        boolean blank = y % 16 >= 8 || letter < 6;
        yield blank ? 255 : 255 - 85 * letters[letter * 64 + y % 8 * 8 + x % 8];
      }
    };
  }

  private static int area(int x, int y) {
    return (x + y / 3) / 90 * 5
        + (y + x / 4) / 70 * 3
        + (Math.hypot(x - 300, y - 240) < 130 ? 1 : 0);
  }

  /** A soft disk, half transparent. */
  private static byte[] mask(double share) {
    double radius = Math.sqrt(share * WIDTH * HEIGHT / Math.PI);
    return Drawn.painted(
        WIDTH,
        HEIGHT,
        i -> {
          int y = i / WIDTH;
          double away = Math.hypot(i % WIDTH - WIDTH / 2.0, y - HEIGHT / 2.0);
          return (int) Math.max(0, Math.min(128, 128 * (radius - away) / 8));
        });
  }
}
