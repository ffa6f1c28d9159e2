package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.ZlibStyle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.DataFormatException;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Spliced photos of every encoder, under masks of every shape, equal the naive reference. */
@Tag("slow")
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
    SCATTERED,
    DASHES
  }

  /** What the photo looks like to a compressor. */
  enum Content {
    NOISE,
    SMOOTH,
    FLAT,
    MIXED
  }

  /** How a photo is compressed and filtered. */
  record Encoder(ZlibStyle style, int level, int strategy, int filter, int idatBytes) {}

  /** What is painted where. */
  record Paint(Place place, boolean flat) {}

  @Property(tries = 250)
  void equalTheReferenceWhateverTheEncoderAndTheMask(
      @ForAll("photos") ColorType type,
      @ForAll boolean deep,
      @ForAll Content content,
      @ForAll("paints") Paint paint,
      @ForAll("encoders") Encoder encoder,
      @ForAll @IntRange(min = 0, max = 9) int shape,
      @ForAll boolean strict,
      @ForAll long seed)
      throws IOException, DataFormatException {
    Random random = new Random(seed);
    boolean wide = shape == 0;
    int rowSamples = 20_000 + random.nextInt(14_000);
    int width = wide ? rowSamples / type.channels() : 1 + random.nextInt(180);
    int height = 1 + random.nextInt(wide ? 6 : 240);
    TestPng photo =
        TestPng.of(type, deep || wide ? 16 : 8, width, height)
            .samples(samples(type.channels(), deep || wide, width, height, content, random))
            .zlib(encoder.style())
            .deflate(encoder.level(), encoder.strategy())
            .idatBytes(encoder.idatBytes());
    if (encoder.filter() >= 0) {
      photo.filter(encoder.filter());
    }
    byte[] file = photo.encode();
    TestPng mask =
        TestPng.of(ColorType.RGBA, 8, width, height).samples(mask(width, height, paint, random));
    boolean gray = photo.geometry().colorBands() == 1;
    MaskConvention convention =
        gray ? MaskConvention.TRANSPARENT_EDITS : MaskConvention.PAINTED_EVERYWHERE;
    Brush brush = new Brush(0x404040, 200);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withConvention(convention).withBrush(brush))
            .withOutput(OutputOptions.DEFAULT.withStrict(strict));

    byte[] spliced = spliced(compositor, ImageSource.of(file), mask.encode());

    int[] expected =
        new ReferenceCompositor(convention, brush, Rounding.TRUNCATE)
            .composite(picture(photo), picture(mask))
            .samples();
    assertThat(Picture.decoded(spliced).samples()).isEqualTo(expected);
    assertThat(readByImageIo(spliced)).isEqualTo(expected);
    assertThat(PngFiles.inflated(PngFiles.zlib(spliced))).hasSize(photo.filteredRows().length);
    if (seed % 4 == 0) {
      assertThat(spliced(compositor, byteByByte(file), mask.encode())).isEqualTo(spliced);
    }
  }

  @Provide
  Arbitrary<ColorType> photos() {
    return Arbitraries.of(ColorType.GRAY, ColorType.GRAY_ALPHA, ColorType.RGB, ColorType.RGBA);
  }

  @Provide
  Arbitrary<Paint> paints() {
    return Arbitraries.of(Place.class)
        .flatMap(place -> Arbitraries.of(true, false).map(flat -> new Paint(place, flat)));
  }

  @Provide
  Arbitrary<Encoder> encoders() {
    return Combinators.combine(
            Arbitraries.of(ZlibStyle.class),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(-1, 4),
            Arbitraries.integers().between(50, 20_000))
        .as(Encoder::new);
  }

  private static byte[] spliced(MaskCompositor compositor, ImageSource photo, byte[] mask)
      throws IOException {
    Made<CompositeReport> made = Made.composite(compositor, photo, ImageSource.of(mask));
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    return made.file();
  }

  private static ImageSource byteByByte(byte[] file) {
    return ImageSource.reopening(
        () ->
            new FilterInputStream(new ByteArrayInputStream(file)) {
              @Override
              public int read(byte[] target, int offset, int count) throws IOException {
                return super.read(target, offset, Math.min(count, 1));
              }
            });
  }

  private static int[] readByImageIo(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    int[] none = null;
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), none);
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

  private static int[] mask(int width, int height, Paint paint, Random random) {
    int[] samples = new int[width * height * 4];
    int left = random.nextInt(width);
    int top = random.nextInt(height);
    int longestGap = 1 << random.nextInt(9);
    boolean[] dashed = new boolean[width];
    for (int x = random.nextInt(longestGap); x < width; x += 1 + random.nextInt(longestGap)) {
      for (int dash = 1 + random.nextInt(20); dash > 0 && x < width; dash--) {
        dashed[x++] = true;
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean painted =
            switch (paint.place()) {
              case NOWHERE -> false;
              case ONE_PIXEL -> x == left && y == top;
              case FIRST_ROW -> y == 0;
              case LAST_ROW -> y == height - 1 && x >= left;
              case EVERY_ROW -> x == left;
              case EVERYWHERE -> true;
              case BLOB -> Math.hypot(x - left, y - top) < Math.min(width, height) / 4.0;
              case TWO_ENDS -> y < 2 || y > height - 3;
              case SCATTERED -> random.nextInt(40) == 0 && y % 7 == 0;
              case DASHES -> dashed[x] && y >= top && y < top + 30;
            };
        if (painted) {
          int at = (y * width + x) * 4;
          samples[at] = paint.flat() ? 255 : random.nextInt(256);
          samples[at + 1] = 120;
          samples[at + 2] = 255;
          boolean other = random.nextInt(3) == 0;
          samples[at + 3] = paint.flat() ? 255 : other ? 1 + random.nextInt(255) : 128;
        }
      }
    }
    return samples;
  }
}
