package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.PngFiles;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.ReferenceRestorer;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replacement that stands for a part of the photo. */
class RestoreRegionTest {
  private static final MaskConvention[] CONVENTIONS = {
    MaskConvention.PAINTED_EVERYWHERE,
    MaskConvention.WHITE_EDITS,
    MaskConvention.TRANSPARENT_EDITS,
    MaskConvention.binary(10)
  };

  @Test
  void isAsIfThePaintBesideTheRegionWereNotThere() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int width = 1 + random.nextInt(33);
      int height = 1 + random.nextInt(33);
      BoundingBox region = region(random, width, height);
      int depth = random.nextBoolean() ? 16 : 8;
      TestPng photo = TestPng.of(type(random), depth, width, height).randomSamples(seed);
      TestPng answer =
          TestPng.of(type(random), 8, region.width(), region.height()).randomSamples(~seed);
      MaskConvention convention = CONVENTIONS[seed % CONVENTIONS.length];
      TestPng mask = mask(random, width, height);
      int feather = random.nextInt(10);
      ReferenceRestorer reference =
          new ReferenceRestorer(convention, feather, 0, FeatherSide.INWARDS);
      Picture expected =
          reference.restore(
              picture(photo),
              placed(picture(answer), region, width, height),
              paintedWithin(picture(mask), region, convention));

      PhotoRestorer restorer =
          PhotoRestorer.create()
              .withConvention(convention)
              .withRestoring(RestoreOptions.DEFAULT.withFeather(feather))
              .withRegion(region)
              .withWork(
                  WorkOptions.DEFAULT
                      .withWindowRows(1 + random.nextInt(5))
                      .withThreads(1 + random.nextInt(3)));
      Made<CompositeReport> made =
          Made.restore(restorer, photo.encode(), answer.encode(), mask.encode());

      assertThat(made.samples()).as("seed " + seed).isEqualTo(expected.samples());
      UnpaintedChanges changes =
          reference.unpainted(
              part(picture(photo), region), picture(answer), part(picture(mask), region));
      UnpaintedChanges told = made.report().restored().orElseThrow().unpainted().orElseThrow();
      assertThat(told.unpainted()).isEqualTo(changes.unpainted());
      assertThat(told.changed()).isEqualTo(changes.changed());
      assertThat(told.visiblyChanged()).isEqualTo(changes.visiblyChanged());
      assertThat(told.meanDifference()).isCloseTo(changes.meanDifference(), within(1e-9));
      PhotoRestorer quick = restorer.withComparison(Comparison.OFF);
      assertThat(Made.restore(quick, photo.encode(), answer.encode(), mask.encode()).samples())
          .as("spliced, seed " + seed)
          .isEqualTo(expected.samples());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isToldInThePhotoAsItIsSeen(int orientation) throws IOException {
    byte[] exif = JpegEdits.exif(ByteOrder.BIG_ENDIAN, orientation);
    byte[] stored =
        PngFiles.withChunk(
            TestPng.of(ColorType.RGB, 8, 40, 30).randomSamples(7).encode(), "eXIf", exif);
    Picture upright = Picture.decoded(stored);
    ImageGeometry size = upright.geometry();
    BoundingBox region = new BoundingBox(3, 5, 20, 15);
    byte[] mask = painted(size.width(), size.height());

    Picture result = Made.restore(hard(region), stored, answer(20, 15), mask).picture();
    for (int pixel = 0; pixel < size.pixels(); pixel++) {
      int x = pixel % size.width();
      int y = pixel / size.width();
      boolean painted = x >= 3 && x < 23 && y >= 5 && y < 20 && isPainted(x, y);
      for (int band = 0; band < 3; band++) {
        int expected = painted ? 200 : upright.samples()[pixel * 3 + band];
        assertThat(result.samples()[pixel * 3 + band]).as(x + "," + y).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void ofAJpegThatIsStoredTurnedThePlaceIsThatWhichIsSeen(int orientation) throws IOException {
    byte[] stored = Drawn.turned(orientation, TestJpegs.baseline(128, 112, 3));
    Picture upright = Picture.decoded(stored);
    ImageGeometry size = upright.geometry();
    BoundingBox region = new BoundingBox(33, 40, 30, 26);
    Picture result = spliced(stored, region, answer(30, 26)).picture();
    for (int pixel = 0; pixel < size.pixels(); pixel++) {
      int x = pixel % size.width();
      int y = pixel / size.width();
      boolean near = x > 33 - 18 && x < 63 + 18 && y > 40 - 18 && y < 66 + 18;
      if (!near) {
        assertThat(result.samples()[pixel * 3]).isEqualTo(upright.samples()[pixel * 3]);
      }
    }
    assertThat(result.samples()[(53 * size.width() + 48) * 3]).isBetween(196, 204);
  }

  @Test
  void scalesTheReplacementToTheRegion() throws IOException {
    byte[] photo = Drawn.flat(ColorType.RGB, 40, 30, 10);
    BoundingBox region = new BoundingBox(10, 10, 20, 10);

    Made<CompositeReport> made = Made.restore(hard(region), photo, answer(7, 9), painted(40, 30));
    assertThat(made.samples()).contains(200).containsOnly(10, 200);
    assertThat(made.report().restored().orElseThrow().replacement().width()).isEqualTo(7);
    assertThat(made.report().mask().paintedPixels()).isEqualTo(40 * 30 / 2);
  }

  private static PhotoRestorer hard(BoundingBox region) {
    return PhotoRestorer.create()
        .withRegion(region)
        .withRestoring(RestoreOptions.DEFAULT.withFeather(0));
  }

  /** A JPEG that is painted all over. */
  private static Made<CompositeReport> spliced(byte[] photo, BoundingBox region, byte[] answer)
      throws IOException {
    ImageGeometry size = Picture.decoded(photo).geometry();
    Made<CompositeReport> made =
        Made.restore(
            PhotoRestorer.create()
                .withConvention(MaskConvention.PAINTED_EVERYWHERE)
                .withRegion(region)
                .withComparison(Comparison.OFF)
                .withFormat(OutputFormat.JPEG),
            photo,
            answer,
            Drawn.flat(ColorType.RGBA, size.width(), size.height(), 255));
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    return made;
  }

  @Test
  void isRefusedIfThePhotoDoesNotHoldIt() {
    byte[] photo = TestPng.of(ColorType.RGB, 8, 40, 30).encode();
    PhotoRestorer restorer = PhotoRestorer.create();

    assertThatThrownBy(
            () ->
                Made.restore(
                    restorer.withRegion(new BoundingBox(21, 0, 20, 30)),
                    photo,
                    answer(2, 2),
                    painted(40, 30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20x30 pixels at 21,0", "40x30");
    assertThatThrownBy(() -> restorer.withRegion(BoundingBox.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> restorer.withRegion(new BoundingBox(-1, 0, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] answer(int width, int height) {
    return Drawn.flat(ColorType.RGB, width, height, 200);
  }

  /** A mask of stripes. */
  private static byte[] painted(int width, int height) {
    return Drawn.painted(width, height, i -> isPainted(i % width, i / width) ? 128 : 0);
  }

  private static boolean isPainted(int x, int y) {
    return (x + y) % 2 == 0;
  }

  private static ColorType type(Random random) {
    ColorType[] types = {ColorType.GRAY, ColorType.GRAY_ALPHA, ColorType.RGB, ColorType.RGBA};
    return types[random.nextInt(types.length)];
  }

  private static BoundingBox region(Random random, int width, int height) {
    int w = 1 + random.nextInt(width);
    int h = 1 + random.nextInt(height);
    return new BoundingBox(random.nextInt(width - w + 1), random.nextInt(height - h + 1), w, h);
  }

  /** Blots of RGBA, opaque or not at all. */
  private static TestPng mask(Random random, int width, int height) {
    int blot = 1 + random.nextInt(12);
    int[] samples = new int[width * height * 4];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / 4;
      samples[i] = (pixel % width / blot + pixel / width / blot) % 3 == 0 ? 0 : 255;
    }
    return TestPng.of(ColorType.RGBA, 8, width, height).samples(samples);
  }

  private static Picture picture(TestPng png) {
    return new Picture(png.geometry(), png.delivered());
  }

  /** A picture of a size that shows another one in a region. */
  private static Picture placed(Picture part, BoundingBox region, int width, int height) {
    int bands = part.geometry().bands();
    int[] samples = new int[width * height * bands];
    for (int y = 0; y < region.height(); y++) {
      System.arraycopy(
          part.samples(),
          y * region.width() * bands,
          samples,
          ((region.y() + y) * width + region.x()) * bands,
          region.width() * bands);
    }
    return new Picture(part.geometry().withSize(width, height), samples);
  }

  private static Picture part(Picture whole, BoundingBox region) {
    int bands = whole.geometry().bands();
    int[] samples = new int[region.width() * region.height() * bands];
    for (int y = 0; y < region.height(); y++) {
      System.arraycopy(
          whole.samples(),
          ((region.y() + y) * whole.geometry().width() + region.x()) * bands,
          samples,
          y * region.width() * bands,
          region.width() * bands);
    }
    return new Picture(whole.geometry().withSize(region.width(), region.height()), samples);
  }

  /** A mask that paints nothing beside a region. */
  private static Picture paintedWithin(
      Picture mask, BoundingBox region, MaskConvention convention) {
    int keeps = convention.equals(MaskConvention.TRANSPARENT_EDITS) ? 255 : 0;
    int width = mask.geometry().width();
    int[] samples = mask.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      int x = i / 4 % width - region.x();
      int y = i / 4 / width - region.y();
      if (x < 0 || y < 0 || x >= region.width() || y >= region.height()) {
        samples[i] = keeps;
      }
    }
    return new Picture(mask.geometry(), samples);
  }
}
