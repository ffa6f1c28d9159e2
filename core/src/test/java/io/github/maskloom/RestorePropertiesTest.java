package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.ReferenceRestorer;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What was not painted does not change, and the rest follows the rules, whatever the images. */
class RestorePropertiesTest {
  /** What the three images are made of. */
  record Kinds(
      ColorType photo,
      ColorType replacement,
      ColorType mask,
      boolean deepPhoto,
      boolean deepReplacement,
      boolean deepMask) {}

  /** How restoring is asked for. */
  record Options(
      MaskConvention convention, int feather, int grow, FeatherSide side, int windowRows) {
    PhotoRestorer restorer(int threads) {
      return PhotoRestorer.create()
          .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH).withConvention(convention))
          .withRestoring(
              RestoreOptions.DEFAULT.withFeather(feather).withGrow(grow).withFeatherSide(side))
          .withWork(WorkOptions.DEFAULT.withThreads(threads).withWindowRows(windowRows));
    }

    ReferenceRestorer reference() {
      return new ReferenceRestorer(convention, feather, grow, side);
    }
  }

  @Property(tries = 600)
  void equalsTheReferenceByBothStrategies(
      @ForAll("kinds") Kinds kinds,
      @ForAll("options") Options options,
      @ForAll @IntRange(min = 1, max = 33) int width,
      @ForAll @IntRange(min = 1, max = 33) int height,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll long seed)
      throws IOException {
    TestPng photo = png(kinds.photo(), kinds.deepPhoto(), width, height, seed);
    TestPng replacement = png(kinds.replacement(), kinds.deepReplacement(), width, height, ~seed);
    TestPng mask = mask(kinds, options.convention(), width, height, seed);
    Picture under = picture(photo);
    ReferenceRestorer reference = options.reference();
    Picture expected = reference.restore(under, picture(replacement), picture(mask));

    PhotoRestorer restorer = options.restorer(threads);
    Made<CompositeReport> compared = restore(restorer, photo, replacement, mask);
    CompositeReport report = compared.report();
    Made<CompositeReport> alone =
        restore(restorer.withComparison(Comparison.OFF), photo, replacement, mask);
    CompositeReport quick = alone.report();

    assertThat(compared.samples()).isEqualTo(expected.samples());
    assertThat(alone.samples()).isEqualTo(expected.samples());
    assertThat(report.geometry()).isEqualTo(expected.geometry()).isEqualTo(quick.geometry());
    assertThat(report.strategy()).isEqualTo(Strategy.STREAM);
    boolean gainsColor = expected.geometry().bands() > under.geometry().bands();
    assertThat(quick.strategy()).isEqualTo(gainsColor ? Strategy.STREAM : Strategy.SPLICE);
    assertThat(quick.restored().orElseThrow().unpainted()).isEmpty();
    assertThat(quick.mask()).isEqualTo(report.mask());
    int[] coverage = reference.coverage(under, picture(mask));
    assertUnpaintedIsThePhoto(coverage, under, alone.picture());
    UnpaintedChanges changes = reference.unpainted(under, picture(replacement), picture(mask));
    assertSame(report.restored().orElseThrow().unpainted().orElseThrow(), changes);
    assertThat(report.restored().orElseThrow().changeablePixels())
        .isEqualTo(coverage.length - changes.unpainted())
        .isEqualTo(quick.restored().orElseThrow().changeablePixels());
    assertThat(report.mask().paintedPixels())
        .isEqualTo(count(reference.painted(under, picture(mask))));
  }

  @Property(tries = 200)
  void aPhotoRestoredFromItselfIsThatPhoto(
      @ForAll("kinds") Kinds kinds,
      @ForAll("options") Options options,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll Comparison compare,
      @ForAll long seed)
      throws IOException {
    TestPng photo = png(kinds.photo(), kinds.deepPhoto(), width, height, seed);
    TestPng mask = mask(kinds, options.convention(), width, height, seed);
    PhotoRestorer restorer = options.restorer(1).withComparison(compare);
    assertThat(restore(restorer, photo, photo, mask).samples()).isEqualTo(picture(photo).samples());
  }

  @Property(tries = 100)
  void neitherWindowsNorThreadsChangeAByte(
      @ForAll("kinds") Kinds kinds,
      @ForAll("options") Options options,
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = 1, max = 50) int otherWidth,
      @ForAll @IntRange(min = 1, max = 50) int otherHeight,
      @ForAll Comparison compare,
      @ForAll long seed)
      throws IOException {
    TestPng photo = png(kinds.photo(), kinds.deepPhoto(), width, height, seed);
    TestPng replacement =
        png(kinds.replacement(), kinds.deepReplacement(), otherWidth, otherHeight, ~seed);
    TestPng mask = mask(kinds, options.convention(), otherHeight, otherWidth, seed);
    PhotoRestorer alone =
        new Options(options.convention(), options.feather(), options.grow(), options.side(), 1000)
            .restorer(1)
            .withComparison(compare);
    Made<CompositeReport> once = restore(alone, photo, replacement, mask);
    Restored restored = once.report().restored().orElseThrow();
    for (int threads = 1; threads <= 3; threads++) {
      PhotoRestorer restorer = options.restorer(threads).withComparison(compare);
      Made<CompositeReport> again = restore(restorer, photo, replacement, mask);
      assertThat(again.file()).isEqualTo(once.file());
      assertThat(again.report().restored().orElseThrow().unpainted())
          .isEqualTo(restored.unpainted());
      assertThat(again.report().mask()).isEqualTo(once.report().mask());
    }
    assertThat(restored.replacement()).isEqualTo(replacement.geometry());
  }

  @Provide
  Arbitrary<Kinds> kinds() {
    Arbitrary<ColorType> types =
        Arbitraries.of(ColorType.GRAY, ColorType.GRAY_ALPHA, ColorType.RGB, ColorType.RGBA);
    Arbitrary<Boolean> deep = Arbitraries.of(true, false);
    return Combinators.combine(types, types, types, deep, deep, deep).as(Kinds::new);
  }

  @Provide
  Arbitrary<Options> options() {
    return Combinators.combine(
            Arbitraries.of(
                MaskConvention.PAINTED_EVERYWHERE,
                MaskConvention.WHITE_EDITS,
                MaskConvention.TRANSPARENT_EDITS,
                MaskConvention.binary(10)),
            Arbitraries.of(0, 1, 2, 3, 8, 20, 100),
            Arbitraries.of(0, 0, 1, 2, 5, 12, 100),
            Arbitraries.of(FeatherSide.class),
            Arbitraries.integers().between(1, 9))
        .as(Options::new);
  }

  private static Made<CompositeReport> restore(
      PhotoRestorer restorer, TestPng photo, TestPng replacement, TestPng mask) throws IOException {
    return Made.restore(restorer, photo.encode(), replacement.encode(), mask.encode());
  }

  private static long count(int[] coverage) {
    return Arrays.stream(coverage).filter(each -> each > 0).count();
  }

  private static void assertSame(UnpaintedChanges actual, UnpaintedChanges expected) {
    assertThat(actual.scale()).isEqualTo(expected.scale());
    assertThat(actual.unpainted()).isEqualTo(expected.unpainted());
    assertThat(actual.changed()).isEqualTo(expected.changed());
    assertThat(actual.visiblyChanged()).isEqualTo(expected.visiblyChanged());
    assertThat(actual.meanDifference()).isCloseTo(expected.meanDifference(), within(1e-9));
    assertThat(actual.largestDifference()).isCloseTo(expected.largestDifference(), within(1e-9));
  }

  private static void assertUnpaintedIsThePhoto(int[] coverage, Picture photo, Picture result) {
    int bands = result.geometry().bands();
    int photoBands = photo.geometry().bands();
    for (int pixel = 0; pixel < coverage.length; pixel++) {
      if (coverage[pixel] == 0) {
        assertThat(result.samples()[pixel * bands]).isEqualTo(photo.samples()[pixel * photoBands]);
        assertThat(result.samples()[pixel * bands + bands - 1])
            .isEqualTo(photo.samples()[pixel * photoBands + photoBands - 1]);
      }
    }
  }

  private static TestPng png(ColorType type, boolean deep, int width, int height, long seed) {
    TestPng png = TestPng.of(type, deep ? 16 : 8, width, height).randomSamples(seed);
    if (seed % 3 == 0) {
      // Close enough to another such image that some differences are small and some none.
      int[] samples = new int[width * height * type.channels()];
      Random random = new Random(seed);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (100 + random.nextInt(20)) * (deep ? 257 : 1);
      }
      png.samples(samples);
    }
    return png;
  }

  /** A mask with holes and blots, mostly of one mind. */
  private static TestPng mask(
      Kinds kinds, MaskConvention convention, int width, int height, long seed) {
    ColorType type =
        !convention.equals(MaskConvention.TRANSPARENT_EDITS) || kinds.mask().channels() % 2 == 0
            ? kinds.mask()
            : ColorType.RGBA;
    int max = kinds.deepMask() ? 65_535 : 255;
    Random random = new Random(seed);
    int[] samples = new int[width * height * type.channels()];
    int blot = 1 + random.nextInt(12);
    for (int i = 0; i < samples.length; i++) {
      int x = i / type.channels() % width;
      int y = i / type.channels() / width;
      boolean painted = (x / blot + y / blot) % 3 != 0;
      boolean odd = random.nextInt(40) == 0;
      samples[i] = odd ? random.nextInt(max + 1) : painted ? max : 0;
    }
    return TestPng.of(type, kinds.deepMask() ? 16 : 8, width, height).samples(samples);
  }

  private static Picture picture(TestPng png) {
    return new Picture(png.geometry(), png.delivered());
  }
}
