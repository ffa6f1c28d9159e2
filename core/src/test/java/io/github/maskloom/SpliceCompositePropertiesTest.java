package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.Rounding;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.ReferenceCompositor;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Spliced photos of every encoder, under masks of every shape, equal the naive reference. */
class SpliceCompositePropertiesTest {
  /** Where the paint is. */
  enum Place {
    NOWHERE,
    ONE_PIXEL,
    FIRST_ROW,
    LAST_ROW,
    EVERY_ROW,
    EVERYWHERE,
    BLOB,
    TWO_ENDS,
    SCATTERED
  }

  /** What the photo looks like to a compressor. */
  enum Content {
    NOISE,
    SMOOTH,
    FLAT,
    MIXED
  }

  @Property(tries = 250)
  void equalTheReferenceWhateverTheEncoderAndTheMask(
      @ForAll("photos") ColorType type,
      @ForAll boolean deep,
      @ForAll Content content,
      @ForAll Place place,
      @ForAll @IntRange(min = 0, max = 9) int level,
      @ForAll @IntRange(min = 0, max = 2) int strategy,
      @ForAll @IntRange(min = -1, max = 4) int filter,
      @ForAll @IntRange(min = 1, max = 5) int idatKilobytes,
      @ForAll boolean strict,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(260);
    int height = 1 + random.nextInt(420);
    TestPng photo =
        TestPng.of(type, deep ? 16 : 8, width, height)
            .samples(samples(type.channels(), deep, width, height, content, random))
            .deflate(level, strategy)
            .idatBytes(idatKilobytes * 1000);
    if (filter >= 0) {
      photo.filter(filter);
    }
    TestPng mask =
        TestPng.of(ColorType.RGBA, 8, width, height).samples(mask(width, height, place, random));
    boolean grey = photo.geometry().colorBands() == 1;
    MaskConvention convention = grey ? MaskConvention.TRANSPARENT_EDITS : MaskConvention.PAINTED;
    Brush brush = new Brush(0x404040, 200);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompositeReport report =
        MaskCompositor.builder()
            .convention(convention)
            .brush(brush)
            .strict(strict)
            .build()
            .composite(
                ImageSource.of(photo.encode()), ImageSource.of(mask.encode()), ImageTarget.of(out));

    Picture expected =
        new ReferenceCompositor(convention, brush.rgb(), brush.opacity(), Rounding.TRUNCATE)
            .composite(picture(photo), picture(mask));
    assertThat(report.strategy()).isEqualTo(Strategy.SPLICE);
    assertThat(Picture.decoded(out.toByteArray()).samples()).isEqualTo(expected.samples());
    assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray()))).isNotNull();
  }

  @Provide
  Arbitrary<ColorType> photos() {
    return Arbitraries.of(ColorType.GREY, ColorType.GREY_ALPHA, ColorType.RGB, ColorType.RGBA);
  }

  private static Picture picture(TestPng png) {
    return new Picture(png.geometry(), png.delivered());
  }

  private static int[] samples(
      int bands, boolean deep, int width, int height, Content content, Random random) {
    int[] samples = new int[width * height * bands];
    int max = deep ? 65_535 : 255;
    for (int i = 0; i < samples.length; i++) {
      int y = i / (width * bands);
      int x = i / bands % width;
      Content here = content == Content.MIXED ? Content.values()[y / 40 % 3] : content;
      samples[i] =
          switch (here) {
            case NOISE -> random.nextInt(max + 1);
            case SMOOTH -> (x * 3 + y * 2 + random.nextInt(3)) & max;
            default -> (x / 50 + y / 70) * 31 & max;
          };
    }
    return samples;
  }

  private static int[] mask(int width, int height, Place place, Random random) {
    int[] samples = new int[width * height * 4];
    int left = random.nextInt(width);
    int top = random.nextInt(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean painted =
            switch (place) {
              case NOWHERE -> false;
              case ONE_PIXEL -> x == left && y == top;
              case FIRST_ROW -> y == 0;
              case LAST_ROW -> y == height - 1 && x >= left;
              case EVERY_ROW -> x == left;
              case EVERYWHERE -> true;
              case BLOB -> Math.hypot(x - left, y - top) < Math.min(width, height) / 4.0;
              case TWO_ENDS -> y < 2 || y > height - 3;
              case SCATTERED -> random.nextInt(40) == 0 && y % 7 == 0;
            };
        if (painted) {
          int at = (y * width + x) * 4;
          samples[at] = random.nextInt(256);
          samples[at + 1] = 120;
          samples[at + 2] = 255;
          samples[at + 3] = random.nextInt(3) == 0 ? 1 + random.nextInt(255) : 128;
        }
      }
    }
    return samples;
  }
}
