package io.github.maskloom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A painted mask that leaves nothing unpainted is refused, unless that is meant. */
class OpaqueMaskTest {
  private static final int WIDTH = 14;
  private static final int HEIGHT = 11;
  private static final int PIXELS = WIDTH * HEIGHT;

  @TempDir Path folder;
  private Path target = Path.of("");

  @BeforeEach
  void prepareImages() throws IOException {
    target = Files.writeString(folder.resolve("target"), "old");
  }

  private static final byte[] PHOTO = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
  private static final byte[] BLACK_AND_WHITE =
      TestPng.of(ColorType.GRAY, 1, WIDTH, HEIGHT).encode();
  private static final byte[] OPAQUE = opaque(ColorType.RGBA, 8).encode();

  /** Masks of which the header says that nothing can be transparent. */
  static Stream<Named<byte[]>> withoutAlpha() {
    BufferedImage rgb = TestImages.ofType(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);
    return Stream.of(
        Named.of("black and white PNG", BLACK_AND_WHITE),
        Named.of("gray PNG", TestPng.of(ColorType.GRAY, 8, WIDTH, HEIGHT).encode()),
        Named.of("deep PNG", TestPng.of(ColorType.RGB, 16, WIDTH, HEIGHT).encode()),
        Named.of(
            "interlaced PNG",
            TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(true).encode()),
        Named.of("palette PNG", TestPng.of(ColorType.PALETTE, 4, WIDTH, HEIGHT).encode()),
        Named.of("JPEG", TestJpegs.baseline(WIDTH, HEIGHT, 3)),
        Named.of("progressive JPEG", TestJpegs.progressive(WIDTH, HEIGHT, 1)),
        Named.of("GIF", ForeignFiles.gif(TestImages.indexed(8, -1, WIDTH, HEIGHT), false)),
        Named.of("BMP", ForeignFiles.bmp(rgb, "BI_RGB")),
        Named.of("TIFF", ForeignFiles.tiff(TestImages.components(3, 8, WIDTH, HEIGHT), "LZW", 4)));
  }

  /** Masks that could be transparent and are not. */
  static Stream<Named<byte[]>> opaque() {
    BufferedImage gif = TestImages.indexed(2, 3, WIDTH, HEIGHT);
    gif.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, new byte[PIXELS]);
    TestPng palette =
        TestPng.of(ColorType.PALETTE, 8, WIDTH, HEIGHT).palette(new byte[] {0, 0, 0, -1, -1, -1});
    return Stream.of(
        Named.of("PNG", OPAQUE),
        Named.of("deep PNG", opaque(ColorType.GRAY_ALPHA, 16).encode()),
        Named.of("interlaced PNG", opaque(ColorType.RGBA, 8).interlaced(true).encode()),
        Named.of("palette PNG", palette.paletteAlpha((byte) 255).encode()),
        Named.of(
            "PNG without its transparent color",
            Drawn.flat(ColorType.GRAY, 8, WIDTH, HEIGHT, 7).transparent(8).encode()),
        Named.of("GIF", ForeignFiles.gif(gif, false)));
  }

  /** A PNG of which every pixel is fully opaque. */
  private static TestPng opaque(ColorType colorType, int bitDepth) {
    return Drawn.flat(colorType, bitDepth, WIDTH, HEIGHT, (1 << bitDepth) - 1);
  }

  /** The same but for one pixel. */
  private static byte[] with(int pixel, int alpha, ColorType colorType, int bitDepth) {
    int channels = colorType.channels();
    int[] samples = new int[PIXELS * channels];
    Arrays.fill(samples, (1 << bitDepth) - 1);
    samples[pixel * channels + channels - 1] = alpha;
    return TestPng.of(colorType, bitDepth, WIDTH, HEIGHT).samples(samples).encode();
  }

  private interface Entering {
    void enter(MaskConvention means, ImageSource mask, ImageTarget target) throws IOException;
  }

  /** The ways on which a mask that is an image gets over a photo and into a target. */
  enum Door {
    SPLICED(
        (means, mask, target) -> compositor(means).composite(ImageSource.of(PHOTO), mask, target)),
    ENCODED(
        (means, mask, target) ->
            compositor(means).withFormat(OutputFormat.JPEG).composite(jpegPhoto(), mask, target)),
    THREADED(
        (means, mask, target) ->
            compositor(means)
                .withWork(WorkOptions.DEFAULT.withThreads(3))
                .composite(jpegPhoto(), mask, target)),
    ON_PHOTO_ROWS((means, mask, target) -> compositor(means).composite(photoRows(), mask, target)),
    SCALED(
        (means, mask, target) -> {
          byte[] large = TestPng.of(ColorType.RGB, 8, 3 * WIDTH, 2 * HEIGHT).encode();
          compositor(means).composite(ImageSource.of(large), mask, target);
        }),
    SHRUNK(
        (means, mask, target) -> {
          byte[] small = TestPng.of(ColorType.RGB, 8, 3, 2).encode();
          compositor(means).composite(ImageSource.of(small), mask, target);
        }),
    PREPARED(
        (means, mask, target) ->
            compositor(means)
                .composite(ImageSource.of(PHOTO), mask, ImagePreparer.create(), target)),

    RESTORED(
        (means, mask, target) ->
            restorer(means).restore(ImageSource.of(PHOTO), jpegPhoto(), mask, target)),
    RESTORED_SCALED(
        (means, mask, target) -> {
          byte[] large = TestPng.of(ColorType.RGB, 8, 3 * WIDTH, 2 * HEIGHT).encode();
          restorer(means).restore(ImageSource.of(large), jpegPhoto(), mask, target);
        }),
    RESTORED_SPLICED(
        (means, mask, target) ->
            restorer(means)
                .withComparison(RestoreOptions.Comparison.OFF)
                .restore(ImageSource.of(PHOTO), jpegPhoto(), mask, target)),
    IN_ANOTHER_FORM(
        (means, mask, target) ->
            ImagePreparer.create()
                .withMask(MaskOptions.DEFAULT.withConvention(means), MaskConvention.WHITE_EDITS)
                .withMaxSide(9)
                .prepare(mask, target)),
    ROWS_IN_ANOTHER_FORM(
        (means, mask, target) -> {
          try (WindowReader rows = ImageRows.create().open(mask)) {
            ImagePreparer.create()
                .withMask(MaskOptions.DEFAULT.withConvention(means), MaskConvention.WHITE_EDITS)
                .prepare(rows, target);
          }
        });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Entering entering;

    Door(Entering entering) {
      this.entering = entering;
    }

    private static PhotoRestorer restorer(MaskConvention means) {
      return PhotoRestorer.create()
          .withFormat(OutputFormat.PNG)
          .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH).withConvention(means));
    }

    private static MaskCompositor compositor(MaskConvention means) {
      return MaskCompositor.create()
          .withFormat(OutputFormat.PNG)
          .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH).withConvention(means));
    }

    private static ImageSource jpegPhoto() {
      return ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 3));
    }
  }

  private static WindowSource photoRows() {
    ImageGeometry geometry = ImageGeometry.of(WIDTH, HEIGHT, 3, 8);
    return TestRows.reader(geometry, TestRows.random(geometry, 5));
  }

  private void assertRefused(Door door, byte[] mask, boolean hasAlpha) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    assertThatThrownBy(
            () ->
                door.entering.enter(
                    MaskConvention.PAINTED,
                    ImageSource.of(mask),
                    ImageTarget.of(stream).onCommit(() -> {})))
        .isInstanceOf(OpaqueMaskException.class);
    assertThat(stream.size()).isZero();
    assertThatThrownBy(
            () ->
                door.entering.enter(
                    MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(target)))
        .asInstanceOf(type(OpaqueMaskException.class))
        .returns(hasAlpha, OpaqueMaskException::hasAlpha)
        .returns(Optional.of("mask"), OpaqueMaskException::image)
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("mask: ")
        .contains("WHITE_EDITS", "PAINTED_EVERYWHERE");
    assertThat(target).hasContent("old");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(target);
    }
  }

  @ParameterizedTest
  @MethodSource("withoutAlpha")
  void refusesAMaskWithoutAlphaInEveryFormat(byte[] mask) throws IOException {
    assertRefused(Door.SPLICED, mask, false);
  }

  @ParameterizedTest
  @MethodSource("opaque")
  void refusesAMaskOfWhichEveryPixelIsOpaqueInEveryFormat(byte[] mask) throws IOException {
    assertRefused(Door.SPLICED, mask, true);
  }

  @ParameterizedTest
  @EnumSource
  void refusesBothAtEveryDoor(Door door) throws IOException {
    assertRefused(door, BLACK_AND_WHITE, false);
    assertRefused(door, OPAQUE, true);
  }

  @ParameterizedTest
  @EnumSource
  void takesBothAtEveryDoorFromWhoMeansIt(Door door) throws IOException {
    enter(door, MaskConvention.PAINTED_EVERYWHERE, BLACK_AND_WHITE);
    enter(door, MaskConvention.PAINTED_EVERYWHERE, OPAQUE);
    enter(door, MaskConvention.WHITE_EDITS, BLACK_AND_WHITE);
  }

  private void enter(Door door, MaskConvention means, byte[] mask) throws IOException {
    Files.writeString(target, "old");
    door.entering.enter(means, ImageSource.of(mask), ImageTarget.of(target));
    assertThat(Files.size(target)).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, WIDTH - 1, WIDTH, PIXELS / 2, PIXELS - WIDTH, PIXELS - 1})
  void oneSoftPixelIsEnoughWhereverItIs(int pixel) throws IOException {
    for (Door door : Door.values()) {
      enter(door, MaskConvention.PAINTED, with(pixel, 254, ColorType.RGBA, 8));
    }
  }

  @Test
  void countsAlphaAsTheMaskHasItNotAsRounded() throws IOException {
    enter(Door.SPLICED, MaskConvention.PAINTED, with(PIXELS - 1, 65534, ColorType.GRAY_ALPHA, 16));
  }

  @ParameterizedTest
  @EnumSource
  void writesToAStreamWhatIsNotOpaque(Door door) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    byte[] mask = with(PIXELS - 1, 0, ColorType.RGBA, 8);

    door.entering.enter(MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(stream));
    door.entering.enter(MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(target));

    assertThat(target).hasBinaryContent(stream.toByteArray());
  }

  @Test
  void looksAtAMaskThatOpensOnceOnlyWhileItWrites() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    ImageSource once = ImageSource.once(new ByteArrayInputStream(OPAQUE));

    assertThatThrownBy(
            () -> Door.SPLICED.entering.enter(MaskConvention.PAINTED, once, ImageTarget.of(stream)))
        .isInstanceOf(OpaqueMaskException.class);
    assertThat(stream.toString(UTF_8)).doesNotContain("IEND");
  }

  @Test
  void looksOnlyToTheFirstSoftPixelBeforeWriting() throws IOException {
    int side = 400;
    TestPng noise = TestPng.of(ColorType.RGBA, 8, side, side);
    byte[] mask = noise.encode();
    AtomicInteger bytes = new AtomicInteger();
    ImageSource counted =
        ImageSource.reopening(
            () ->
                new FilterInputStream(new ByteArrayInputStream(mask)) {
                  @Override
                  public int read(byte[] into, int from, int length) throws IOException {
                    int count = super.read(into, from, length);
                    bytes.addAndGet(Math.max(0, count));
                    return count;
                  }
                });

    MaskCompositor.create()
        .withWork(WorkOptions.DEFAULT.withWindowRows(1))
        .composite(
            ImageSource.of(TestPng.of(ColorType.RGB, 8, side, side).encode()),
            counted,
            ImageTarget.of(new ByteArrayOutputStream()));

    assertThat(bytes.get()).isLessThan(mask.length + mask.length / 2);
  }

  @Test
  void readsNoMoreThanTheHeaderOfAnUploadWithoutAlpha() {
    byte[] large = TestJpegs.baseline(1500, 1200, 3);
    ByteArrayInputStream upload = new ByteArrayInputStream(large);

    assertThatThrownBy(
            () ->
                Door.SPLICED.entering.enter(
                    MaskConvention.PAINTED, ImageSource.once(upload), ImageTarget.of(target)))
        .isInstanceOf(OpaqueMaskException.class);
    assertThat(large.length - upload.available()).isLessThan(large.length / 4);
  }

  @Test
  void refusesRowsWithoutAlphaBeforeTheyAreTaken() {
    ImageGeometry geometry = ImageGeometry.of(WIDTH, HEIGHT, 3, 8);
    AtomicInteger windows = new AtomicInteger();

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .composite(
                        photoRows(),
                        TestRows.pusher(geometry, TestRows.random(geometry, 1), 2),
                        window -> windows.incrementAndGet()))
        .isInstanceOf(OpaqueMaskException.class);
    assertThat(windows).hasValue(0);
  }

  @Test
  void refusesOpaqueRowsBeforeAFileIsReplaced() {
    ImageGeometry geometry = ImageGeometry.of(WIDTH, HEIGHT, 4, 8);
    int[] samples = new int[PIXELS * 4];
    Arrays.fill(samples, 255);

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .composite(
                        photoRows(), TestRows.pusher(geometry, samples, 2), ImageTarget.of(target)))
        .isInstanceOf(OpaqueMaskException.class);
    assertThat(target).hasContent("old");
  }

  @Test
  void refusesOpaqueRowsAtTheirLastOneWhereRowsAreHandedOn() {
    ImageGeometry geometry = ImageGeometry.of(WIDTH, HEIGHT, 2, 16);
    int[] samples = new int[PIXELS * 2];
    Arrays.fill(samples, 65535);
    AtomicInteger rows = new AtomicInteger();

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withWork(WorkOptions.DEFAULT.withWindowRows(1))
                    .composite(
                        photoRows(),
                        TestRows.reader(geometry, samples),
                        window -> rows.addAndGet(window.rows())))
        .isInstanceOf(OpaqueMaskException.class);
    assertThat(rows).hasValue(HEIGHT - 1);
  }

  @Test
  void tellsTheLeastHeapOfNoRestorationThatWouldBeRefused() {
    assertThatThrownBy(
            () ->
                PhotoRestorer.create()
                    .explain(
                        ImageSource.of(PHOTO),
                        ImageSource.of(TestJpegs.baseline(WIDTH, HEIGHT, 3))))
        .isInstanceOf(OpaqueMaskException.class);
  }
}
