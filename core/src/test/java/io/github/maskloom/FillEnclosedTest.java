package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WorkPlan;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.DotsProbe;
import io.github.maskloom.testing.FloodFill;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.Scribble;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strokes enclose counts as painted, if that is asked for. */
class FillEnclosedTest {
  private static final int SIDE = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aCircleIsNotFilledUnlessThatIsSet() throws IOException {
    CompositeReport report =
        composite(MaskCompositor.create(), photo(ColorType.RGB, 8), ring(ColorType.RGBA, 8));

    assertThat(report.mask().paintedPixels()).isEqualTo(20);
    assertThat(report.mask().filledPixels()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void aPaintedCircleIsFilledWithTheBrush(int depth) throws IOException {
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(
                MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(new Brush(0x204060, 255)));

    CompositeReport report =
        composite(compositor, photo(ColorType.RGB, depth), ring(ColorType.RGBA, depth));

    assertThat(report.mask().filledPixels()).isEqualTo(16);
    assertThat(report.mask().paintedPixels()).isEqualTo(36);
    int step = depth == 8 ? 1 : 257;
    assertThat(pixel(5, 5)).containsExactly(0x20 * step, 0x40 * step, 0x60 * step);
    assertThat(pixel(3, 3)).containsExactly(250 * step, 0, 0);
    assertThat(pixel(1, 1)).containsOnly(100 * step);
    assertThat(report.bytes().mask()).isGreaterThan(100);
  }

  @Test
  void preparedPaintIsFilledWithTheBrushToo() throws IOException {
    MaskOptions filled =
        MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(new Brush(0x204060, 255));
    ByteArrayOutputStream paint = new ByteArrayOutputStream();

    ImagePreparer.create()
        .withMask(filled, MaskConvention.PAINTED)
        .prepare(ImageSource.of(ring(ColorType.RGBA, 8).encode()), ImageTarget.of(paint));

    assertThat(ImageIO.read(new ByteArrayInputStream(paint.toByteArray())).getRGB(5, 5))
        .isEqualTo(0xFF_204060);
  }

  @Test
  void aMaskWithoutAlphaThatShouldHaveOneIsABadImageForAPreparerToo() {
    MaskOptions edits = MaskOptions.DEFAULT.withConvention(MaskConvention.TRANSPARENT_EDITS);
    ImagePreparer preparer = ImagePreparer.create().withMask(edits, MaskConvention.WHITE_EDITS);
    ImageSource opaque = ImageSource.of(ring(ColorType.RGB, 8).encode());

    assertThatThrownBy(() -> preparer.prepare(opaque, ImageTarget.of(new ByteArrayOutputStream())))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("there is no alpha to mark the edit");
  }

  @Test
  void aMaskWithoutColorsTakesTheGrayOfTheBrush() throws IOException {
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(
                MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(new Brush(0xFF0000, 255)));

    composite(compositor, photo(ColorType.GRAY, 8), ring(ColorType.GRAY_ALPHA, 8));

    assertThat(pixel(5, 5)).containsExactly(76);
  }

  @Test
  void underOtherConventionsWhatIsEnclosedIsFullyCovered() throws IOException {
    TestPng photo = photo(ColorType.RGB, 8);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(
                MaskOptions.DEFAULT.withFillEnclosed(true).withBrush(new Brush(0x204060, 255)));

    composite(
        compositor.withConvention(MaskConvention.WHITE_EDITS), photo, ring(ColorType.GRAY, 8));
    assertThat(pixel(5, 5)).containsExactly(0x20, 0x40, 0x60);
    composite(compositor.withConvention(MaskConvention.binary(9)), photo, ring(ColorType.RGB, 8));
    assertThat(pixel(5, 5)).containsExactly(0x20, 0x40, 0x60);
    composite(compositor.withConvention(MaskConvention.TRANSPARENT_EDITS), photo, window());
    assertThat(pixel(5, 5)).containsExactly(0x20, 0x40, 0x60);
    assertThat(pixel(1, 1)).containsOnly(100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMaskThatOpensOnceOrComesAsRowsIsFilledToo(boolean asRows) throws IOException {
    TestPng photo = photo(ColorType.RGB, 8);
    TestPng ring = ring(ColorType.RGBA, 8);
    MaskCompositor compositor =
        MaskCompositor.create().withMask(MaskOptions.DEFAULT.withFillEnclosed(true));
    composite(compositor, photo, ring);
    int[] expected = Picture.decoded(out.toByteArray()).samples();
    ByteArrayOutputStream again = new ByteArrayOutputStream();

    CompositeReport report =
        asRows
            ? compositor.composite(rows(photo), rows(ring), ImageTarget.of(again))
            : compositor.composite(
                ImageSource.of(photo.encode()),
                ImageSource.once(new ByteArrayInputStream(ring.encode())),
                ImageTarget.of(again));

    assertThat(Picture.decoded(again.toByteArray()).samples()).isEqualTo(expected);
    assertThat(report.mask().filledPixels()).isEqualTo(16);
    assertThat(report.strategy()).isEqualTo(asRows ? Strategy.STREAM : Strategy.SPLICE);
  }

  /** A circle of one pixel would break where a mask is shrunk. */
  @Test
  void aMaskIsFilledBeforeItIsScaled() throws IOException {
    int side = 60;
    byte[] mask = ring(ColorType.RGBA, 8, side, 10, 49).encode();

    CompositeReport report =
        PhotoRestorer.create()
            .withMask(MaskOptions.DEFAULT.withFillEnclosed(true))
            .withRestoring(RestoreOptions.DEFAULT.withFeather(0))
            .restore(
                ImageSource.of(photo(ColorType.RGB, 8).encode()),
                ImageSource.of(flat(ColorType.RGB, 8, 200).encode()),
                ImageSource.of(mask),
                ImageTarget.of(out));

    assertThat(report.mask().filledPixels()).isEqualTo(38 * 38);
    assertThat(report.restored().orElseThrow().changeablePixels()).isEqualTo(64);
    assertThat(pixel(2, 2)).containsOnly(200);
    assertThat(pixel(9, 9)).containsOnly(200);
    assertThat(pixel(10, 10)).containsOnly(100);
  }

  @Property(tries = 150)
  void restoringReplacesWhatAFloodFromTheBorderDoesNotReach(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 50) int windowRows,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll boolean compare,
      @ForAll long seed)
      throws IOException {
    boolean[] painted = Scribble.of(width, height, new Random(seed));
    boolean[] filled = FloodFill.filled(painted, width);
    TestPng photo = TestPng.of(ColorType.RGB, 8, width, height).randomSamples(seed);
    TestPng replacement = TestPng.of(ColorType.RGB, 8, width, height).randomSamples(~seed);
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withMask(
                MaskOptions.DEFAULT
                    .withConvention(MaskConvention.PAINTED_EVERYWHERE)
                    .withFillEnclosed(true))
            .withRestoring(RestoreOptions.DEFAULT.withFeather(0))
            .withComparison(compare ? Comparison.EXACT : Comparison.OFF)
            .withWork(WorkOptions.DEFAULT.withWindowRows(windowRows).withThreads(threads));
    ByteArrayOutputStream restored = new ByteArrayOutputStream();

    CompositeReport report =
        restorer.restore(
            ImageSource.of(photo.encode()),
            ImageSource.of(replacement.encode()),
            ImageSource.of(mask(painted, width).encode()),
            ImageTarget.of(restored));

    int[] expected = photo.delivered().clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = filled[i / 3] ? replacement.delivered()[i] : expected[i];
    }
    assertThat(Picture.decoded(restored.toByteArray()).samples()).isEqualTo(expected);
    assertThat(report.mask().filledPixels()).isEqualTo(FloodFill.added(painted, filled));
    assertThat(report.strategy()).isEqualTo(compare ? Strategy.STREAM : Strategy.SPLICE);
  }

  /** Colors are matched in a pass of its own, which must fill the mask as well. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void colorsAreMatchedAroundWhatIsFilled(boolean once) throws IOException {
    byte[] mask = ring(ColorType.RGBA, 8).encode();

    CompositeReport report =
        PhotoRestorer.create()
            .withMask(MaskOptions.DEFAULT.withFillEnclosed(true))
            .withRestoring(RestoreOptions.DEFAULT.withMatchColor(true).withGrow(1).withFeather(0))
            .restore(
                ImageSource.of(photo(ColorType.RGB, 8).encode()),
                ImageSource.of(flat(ColorType.RGB, 8, 200).encode()),
                once ? ImageSource.once(new ByteArrayInputStream(mask)) : ImageSource.of(mask),
                ImageTarget.of(out));

    assertThat(report.mask().filledPixels()).isEqualTo(16);
    assertThat(report.restored().orElseThrow().changeablePixels()).isEqualTo(36 + 4 * 6);
    assertThat(report.restored().orElseThrow().unpainted()).isPresent();
  }

  @Test
  void aPreparedMaskIsFilled() throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create().withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS);
    byte[] ring = ring(ColorType.RGBA, 8).encode();

    preparer.prepare(ImageSource.of(ring), ImageTarget.of(out));
    assertThat(pixel(5, 5)).containsExactly(0);
    for (boolean rows : new boolean[] {false, true}) {
      out.reset();
      ImagePreparer filling =
          preparer.withMask(MaskOptions.DEFAULT.withFillEnclosed(true), MaskConvention.WHITE_EDITS);
      if (rows) {
        filling.prepare(rows(ring(ColorType.RGBA, 8)), ImageTarget.of(out));
      } else {
        filling.prepare(ImageSource.once(new ByteArrayInputStream(ring)), ImageTarget.of(out));
      }
      assertThat(pixel(5, 5)).containsExactly(255);
      assertThat(pixel(1, 1)).containsExactly(0);
    }
  }

  @Test
  void thePlanTellsOfTheFill() throws IOException {
    ImageSource photo = ImageSource.of(photo(ColorType.RGB, 8).encode());
    ImageSource ring = ImageSource.of(ring(ColorType.RGBA, 8).encode());

    WorkPlan plan =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withFillEnclosed(true))
            .explain(photo, ring)
            .work();
    WorkPlan without = MaskCompositor.create().explain(photo, ring).work();

    WorkPlan.Step step =
        plan.steps().stream()
            .filter(each -> each.name().equals("fill what strokes enclose"))
            .findFirst()
            .orElseThrow();
    assertThat(plan.heapBytes() - without.heapBytes()).isEqualTo(step.heapBytes()).isPositive();
  }

  @Test
  void anOpaqueMaskIsRefusedBeforeAnythingIsWritten() {
    int[] opaque = new int[SIDE * SIDE * 4];
    Arrays.fill(opaque, 255);
    TestPng mask = TestPng.of(ColorType.RGBA, 8, SIDE, SIDE).samples(opaque);

    assertThatThrownBy(
            () ->
                composite(
                    MaskCompositor.create().withMask(MaskOptions.DEFAULT.withFillEnclosed(true)),
                    photo(ColorType.RGB, 8),
                    mask))
        .isInstanceOf(OpaqueMaskException.class)
        .hasMessageContaining("mask");
    assertThat(out.size()).isZero();
  }

  /** Every hole between them is an area of its own: 32767 of them in each row. */
  @Test
  void aMaskOfAlternatingDotsEndsInALimitNotInMemory(@TempDir Path folder) throws Exception {
    assertThat(DotsProbe.run(folder))
        .isEqualTo("mask maxAreas " + (ImageLimits.DEFAULT.maxAreas() + 1));
  }

  @Test
  void nothingIsWrittenOfAMaskOfTooManyAreas() {
    TestPng photo = TestPng.of(ColorType.RGB, 8, 40, 40);
    boolean[] dots = new boolean[40 * 40];
    for (int i = 0; i < dots.length; i++) {
      dots[i] = (i / 40 + i % 40) % 2 == 0;
    }
    MaskCompositor compositor =
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withFillEnclosed(true))
            .withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxAreas(700)));

    assertThatThrownBy(() -> composite(compositor, photo, mask(dots, 40)))
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.limit()).isEqualTo("maxAreas"))
        .satisfies(e -> assertThat(e.image()).contains("mask"));
    assertThat(out.size()).isZero();
  }

  private CompositeReport composite(MaskCompositor compositor, TestPng photo, TestPng mask)
      throws IOException {
    out.reset();
    return compositor.composite(
        ImageSource.of(photo.encode()), ImageSource.of(mask.encode()), ImageTarget.of(out));
  }

  /** The colors of a pixel of what was written. */
  private int[] pixel(int x, int y) throws IOException {
    Picture picture = Picture.decoded(out.toByteArray());
    int bands = picture.geometry().bands();
    int from = (y * picture.geometry().width() + x) * bands;
    return Arrays.copyOfRange(picture.samples(), from, from + bands);
  }

  private static WindowReader rows(TestPng png) {
    byte[] samples = new byte[png.delivered().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) png.delivered()[i];
    }
    return new ArrayRows(png.geometry(), samples);
  }

  private static TestPng photo(ColorType type, int depth) {
    return flat(type, depth, 100);
  }

  private static TestPng flat(ColorType type, int depth, int sample) {
    int[] samples = new int[SIDE * SIDE * type.channels()];
    Arrays.fill(samples, sample * (depth == 8 ? 1 : 257));
    return TestPng.of(type, depth, SIDE, SIDE).samples(samples);
  }

  /** Opaque red, or the gray 250, around a square of 4 pixels. */
  private static TestPng ring(ColorType type, int depth) {
    return ring(type, depth, SIDE, 3, 8);
  }

  private static TestPng ring(ColorType type, int depth, int side, int first, int last) {
    int[] samples = new int[side * side * type.channels()];
    int step = depth == 8 ? 1 : 257;
    for (int i = 0; i < side * side; i++) {
      if (isRing(i % side, i / side, first, last)) {
        samples[i * type.channels()] = 250 * step;
        if (type == ColorType.RGBA || type == ColorType.GRAY_ALPHA) {
          samples[(i + 1) * type.channels() - 1] = 255 * step;
        }
      }
    }
    return TestPng.of(type, depth, side, side).samples(samples);
  }

  /** Opaque but for a transparent ring. */
  private static TestPng window() {
    int[] samples = new int[SIDE * SIDE * 2];
    for (int i = 0; i < SIDE * SIDE; i++) {
      samples[i * 2 + 1] = isRing(i % SIDE, i / SIDE, 3, 8) ? 0 : 255;
    }
    return TestPng.of(ColorType.GRAY_ALPHA, 8, SIDE, SIDE).samples(samples);
  }

  private static boolean isRing(int x, int y, int first, int last) {
    boolean within = x >= first && x <= last && y >= first && y <= last;
    return within && (x == first || x == last || y == first || y == last);
  }

  private static TestPng mask(boolean[] painted, int width) {
    int[] samples = new int[painted.length * 4];
    for (int i = 0; i < painted.length; i++) {
      samples[4 * i + 3] = painted[i] ? 128 : 0;
    }
    return TestPng.of(ColorType.RGBA, 8, width, painted.length / width).samples(samples);
  }
}
