package io.github.maskloom;

import static io.github.maskloom.internal.png.ColorType.RGB;
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
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WorkPlan;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.FloodFill;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.Probe;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.Scribble;
import io.github.maskloom.testing.SyntheticRows;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  private static final MaskOptions FILLED = MaskOptions.DEFAULT.withFillEnclosed(true);
  private static final MaskCompositor FILLING = MaskCompositor.create().withMask(FILLED);
  private static final MaskOptions DARK = FILLED.withBrush(new Brush(0x204060, 255));

  @Test
  void aCircleIsNotFilledUnlessThatIsSet() throws IOException {
    MaskStatistics mask =
        composite(MaskCompositor.create(), photo(RGB, 8), ring(ColorType.RGBA, 8)).report().mask();
    assertThat(mask.paintedPixels()).isEqualTo(20);
    assertThat(mask.filledPixels()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void aPaintedCircleIsFilledWithTheBrush(int depth) throws IOException {
    Made<CompositeReport> made =
        composite(
            MaskCompositor.create().withMask(DARK), photo(RGB, depth), ring(ColorType.RGBA, depth));
    assertThat(made.report().mask().filledPixels()).isEqualTo(16);
    assertThat(made.report().mask().paintedPixels()).isEqualTo(36);
    int step = depth == 8 ? 1 : 257;
    assertThat(pixel(made, 5, 5)).containsExactly(0x20 * step, 0x40 * step, 0x60 * step);
    assertThat(pixel(made, 3, 3)).containsExactly(250 * step, 0, 0);
    assertThat(pixel(made, 1, 1)).containsOnly(100 * step);
    assertThat(made.report().bytes().mask()).isGreaterThan(100);
  }

  @Test
  void preparedPaintIsFilledWithTheBrushToo() throws IOException {
    ImagePreparer preparer = ImagePreparer.create().withMask(DARK, MaskConvention.PAINTED);
    assertThat(pixel(Made.prepare(preparer, ring(ColorType.RGBA, 8).encode()), 5, 5))
        .containsExactly(0x20, 0x40, 0x60, 255);
  }

  @Test
  void aMaskWithoutAlphaThatShouldHaveOneIsABadImageForAPreparerToo() {
    MaskOptions edits = MaskOptions.DEFAULT.withConvention(MaskConvention.TRANSPARENT_EDITS);
    ImagePreparer preparer = ImagePreparer.create().withMask(edits, MaskConvention.WHITE_EDITS);
    ImageSource opaque = ImageSource.of(ring(RGB, 8).encode());

    assertThatThrownBy(() -> preparer.prepare(opaque, Made.NOWHERE))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("there is no alpha to mark the edit");
  }

  @Test
  void aMaskWithoutColorsTakesTheGrayOfTheBrush() throws IOException {
    MaskCompositor red =
        MaskCompositor.create().withMask(FILLED.withBrush(new Brush(0xFF0000, 255)));
    assertThat(pixel(composite(red, photo(ColorType.GRAY, 8), ring(ColorType.GRAY_ALPHA, 8)), 5, 5))
        .containsExactly(76);
  }

  @Test
  void underOtherConventionsWhatIsEnclosedIsFullyCovered() throws IOException {
    assertCovered(MaskConvention.WHITE_EDITS, ring(ColorType.GRAY, 8));
    assertCovered(MaskConvention.binary(9), ring(RGB, 8));
    assertCovered(MaskConvention.TRANSPARENT_EDITS, window());
  }

  private static void assertCovered(MaskConvention convention, TestPng mask) throws IOException {
    MaskCompositor compositor = MaskCompositor.create().withMask(DARK).withConvention(convention);
    Made<CompositeReport> made = composite(compositor, photo(RGB, 8), mask);
    assertThat(pixel(made, 5, 5)).containsExactly(0x20, 0x40, 0x60);
    assertThat(pixel(made, 1, 1)).containsOnly(100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMaskThatOpensOnceOrComesAsRowsIsFilledToo(boolean asRows) throws IOException {
    TestPng photo = photo(RGB, 8);
    TestPng ring = ring(ColorType.RGBA, 8);
    int[] expected = composite(FILLING, photo, ring).samples();
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    CompositeReport report =
        asRows
            ? FILLING.composite(rows(photo), rows(ring), ImageTarget.of(again))
            : FILLING.composite(
                ImageSource.of(photo.encode()), Made.once(ring.encode()), ImageTarget.of(again));
    assertThat(Picture.decoded(again.toByteArray()).samples()).isEqualTo(expected);
    assertThat(report.mask().filledPixels()).isEqualTo(16);
    assertThat(report.strategy()).isEqualTo(asRows ? Strategy.STREAM : Strategy.SPLICE);
  }

  /** A circle of one pixel would break where a mask is shrunk. */
  @Test
  void aMaskIsFilledBeforeItIsScaled() throws IOException {
    byte[] mask = ring(ColorType.RGBA, 8, 60, 10, 49).encode();
    Made<CompositeReport> made = restore(RestoreOptions.DEFAULT, ImageSource.of(mask));
    assertThat(made.report().mask().filledPixels()).isEqualTo(38 * 38);
    assertThat(made.report().restored().orElseThrow().changeablePixels()).isEqualTo(64);
    assertThat(pixel(made, 2, 2)).containsOnly(200);
    assertThat(pixel(made, 9, 9)).containsOnly(200);
    assertThat(pixel(made, 10, 10)).containsOnly(100);
  }

  private static Made<CompositeReport> restore(RestoreOptions options, ImageSource mask)
      throws IOException {
    return Made.restore(
        PhotoRestorer.create().withMask(FILLED).withRestoring(options.withFeather(0)),
        ImageSource.of(photo(RGB, 8).encode()),
        ImageSource.of(flat(RGB, 8, 200).encode()),
        mask);
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
    TestPng photo = TestPng.of(RGB, 8, width, height).randomSamples(seed);
    TestPng replacement = TestPng.of(RGB, 8, width, height).randomSamples(~seed);
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withMask(FILLED.withConvention(MaskConvention.PAINTED_EVERYWHERE))
            .withRestoring(RestoreOptions.DEFAULT.withFeather(0))
            .withComparison(compare ? Comparison.EXACT : Comparison.OFF)
            .withWork(WorkOptions.DEFAULT.withWindowRows(windowRows).withThreads(threads));
    Made<CompositeReport> made =
        Made.restore(
            restorer,
            photo.encode(),
            replacement.encode(),
            Drawn.painted(width, height, i -> painted[i] ? 128 : 0));
    int[] expected = photo.delivered().clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = filled[i / 3] ? replacement.delivered()[i] : expected[i];
    }
    assertThat(made.samples()).isEqualTo(expected);
    assertThat(made.report().mask().filledPixels()).isEqualTo(FloodFill.added(painted, filled));
    assertThat(made.report().strategy()).isEqualTo(compare ? Strategy.STREAM : Strategy.SPLICE);
  }

  /** Colors are matched in a pass of its own, which must fill the mask as well. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void colorsAreMatchedAroundWhatIsFilled(boolean once) throws IOException {
    byte[] mask = ring(ColorType.RGBA, 8).encode();

    CompositeReport report =
        restore(
                RestoreOptions.DEFAULT.withMatchColor(true).withGrow(1),
                once ? Made.once(mask) : ImageSource.of(mask))
            .report();
    assertThat(report.mask().filledPixels()).isEqualTo(16);
    assertThat(report.restored().orElseThrow().changeablePixels()).isEqualTo(36 + 4 * 6);
    assertThat(report.restored().orElseThrow().unpainted()).isPresent();
  }

  @Test
  void aPreparedMaskIsFilled() throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create().withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS);
    ImagePreparer filling = preparer.withMask(FILLED, MaskConvention.WHITE_EDITS);
    byte[] ring = ring(ColorType.RGBA, 8).encode();
    assertThat(pixel(Made.prepare(preparer, ring), 5, 5)).containsExactly(0);
    ByteArrayOutputStream ofRows = new ByteArrayOutputStream();
    filling.prepare(rows(ring(ColorType.RGBA, 8)), ImageTarget.of(ofRows));
    Made<PrepareReport> made = Made.prepare(filling, ring);
    assertThat(ofRows.toByteArray()).isEqualTo(made.file());
    assertThat(pixel(made, 5, 5)).containsExactly(255);
    assertThat(pixel(made, 1, 1)).containsExactly(0);
  }

  @Test
  void thePlanTellsOfTheFill() throws IOException {
    ImageSource photo = ImageSource.of(photo(RGB, 8).encode());
    ImageSource ring = ImageSource.of(ring(ColorType.RGBA, 8).encode());

    WorkPlan plan = FILLING.explain(photo, ring).work();
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
    byte[] photo = photo(RGB, 8).encode();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () ->
                FILLING.composite(
                    ImageSource.of(photo),
                    ImageSource.of(flat(ColorType.RGBA, 8, 255).encode()),
                    ImageTarget.of(out)))
        .isInstanceOf(OpaqueMaskException.class)
        .hasMessageContaining("mask");
    assertThat(out.size()).isZero();
  }

  /** Every hole between them is an area of its own: 32767 of them in each row. */
  @Test
  void aMaskOfAlternatingDotsEndsInALimitNotInMemory(@TempDir Path folder) throws Exception {
    Path mask = SyntheticRows.dots(65_535, 200).write(OutputFormat.PNG, folder.resolve("dots.png"));
    assertThat(Probe.lines(Child.class, folder, List.of(mask)))
        .containsExactly("mask maxAreas " + (ImageLimits.DEFAULT.maxAreas() + 1));
  }

  /**
   * Fills a mask in a process of 24 MB, in which labels for all areas between its dots would take
   * 26 MB.
   */
  static final class Child {
    private Child() {}

    /** Argument: the mask. */
    public static void main(String[] args) throws IOException {
      ImageSource mask = ImageSource.of(Path.of(args[0]));
      try {
        MaskCompositor.create()
            .withMask(MaskOptions.DEFAULT.withFillEnclosed(true))
            .composite(SyntheticRows.photo(65_535, 200), mask, Made.NOWHERE);
      } catch (ImageLimitException e) {
        System.out.println(e.image().orElse("") + " " + e.limit() + " " + e.asked());
      }
    }
  }

  @Test
  void nothingIsWrittenOfAMaskOfTooManyAreas() {
    byte[] dots = Drawn.painted(40, 40, i -> (i / 40 + i % 40) % 2 * 128);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MaskCompositor compositor =
        FILLING.withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxAreas(700)));
    assertThatThrownBy(
            () ->
                compositor.composite(
                    ImageSource.of(Drawn.flat(RGB, 40, 40, 9)),
                    ImageSource.of(dots),
                    ImageTarget.of(out)))
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.limit()).isEqualTo("maxAreas"))
        .satisfies(e -> assertThat(e.image()).contains("mask"));
    assertThat(out.size()).isZero();
  }

  private static Made<CompositeReport> composite(
      MaskCompositor compositor, TestPng photo, TestPng mask) throws IOException {
    return Made.composite(compositor, photo.encode(), mask.encode());
  }

  /** The colors of a pixel of what was written. */
  private static int[] pixel(Made<?> made, int x, int y) throws IOException {
    Picture picture = made.picture();
    int bands = picture.geometry().bands();
    int from = (y * picture.geometry().width() + x) * bands;
    return Arrays.copyOfRange(picture.samples(), from, from + bands);
  }

  private static WindowReader rows(TestPng png) {
    return TestRows.reader(png.geometry(), png.delivered());
  }

  private static TestPng photo(ColorType type, int depth) {
    return flat(type, depth, 100);
  }

  private static TestPng flat(ColorType type, int depth, int sample) {
    return Drawn.flat(type, depth, SIDE, SIDE, sample * (depth == 8 ? 1 : 257));
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
}
