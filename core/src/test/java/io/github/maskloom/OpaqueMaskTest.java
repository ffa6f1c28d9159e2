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
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A painted mask that leaves nothing unpainted is refused, unless that is meant. */
class OpaqueMaskTest {
  private static final int WIDTH = 14;
  private static final int HEIGHT = 11;
  private static final int PIXELS = WIDTH * HEIGHT;

  @TempDir Path folder;
  private Path target = Path.of("");
  private byte[] photo = {};

  @BeforeEach
  void prepareImages() throws IOException {
    target = Files.writeString(folder.resolve("target"), "old");
    photo = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
  }

  /** Masks of which the header says that nothing can be transparent. */
  enum WithoutAlpha {
    BLACK_AND_WHITE_PNG {
      @Override
      byte[] encode() {
        return TestPng.of(ColorType.GRAY, 1, WIDTH, HEIGHT).encode();
      }
    },
    GRAY_PNG {
      @Override
      byte[] encode() {
        return TestPng.of(ColorType.GRAY, 8, WIDTH, HEIGHT).encode();
      }
    },
    DEEP_PNG {
      @Override
      byte[] encode() {
        return TestPng.of(ColorType.RGB, 16, WIDTH, HEIGHT).encode();
      }
    },
    INTERLACED_PNG {
      @Override
      byte[] encode() {
        return TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(true).encode();
      }
    },
    PALETTE_PNG {
      @Override
      byte[] encode() {
        return TestPng.of(ColorType.PALETTE, 4, WIDTH, HEIGHT).encode();
      }
    },
    JPEG {
      @Override
      byte[] encode() {
        return TestJpegs.baseline(WIDTH, HEIGHT, 3);
      }
    },
    PROGRESSIVE_JPEG {
      @Override
      byte[] encode() {
        return TestJpegs.progressive(WIDTH, HEIGHT, 1);
      }
    },
    GIF {
      @Override
      byte[] encode() {
        return ForeignFiles.gif(TestImages.indexed(8, -1, WIDTH, HEIGHT), false);
      }
    },
    BMP {
      @Override
      byte[] encode() {
        return ForeignFiles.bmp(
            TestImages.ofType(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT), "BI_RGB");
      }
    },
    TIFF {
      @Override
      byte[] encode() {
        return ForeignFiles.tiff(TestImages.components(3, 8, WIDTH, HEIGHT), "LZW", 4);
      }
    };

    abstract byte[] encode();
  }

  /** Masks that could be transparent and are not. */
  enum Opaque {
    RGBA_PNG {
      @Override
      byte[] encode() {
        return opaque(ColorType.RGBA, 8).encode();
      }
    },
    DEEP_PNG {
      @Override
      byte[] encode() {
        return opaque(ColorType.GRAY_ALPHA, 16).encode();
      }
    },
    INTERLACED_PNG {
      @Override
      byte[] encode() {
        return opaque(ColorType.RGBA, 8).interlaced(true).encode();
      }
    },
    PALETTE_PNG {
      @Override
      byte[] encode() {
        return TestPng.of(ColorType.PALETTE, 8, WIDTH, HEIGHT)
            .palette(new byte[] {0, 0, 0, -1, -1, -1})
            .paletteAlpha((byte) 255)
            .encode();
      }
    },
    UNUSED_TRANSPARENT_COLOR_PNG {
      @Override
      byte[] encode() {
        int[] samples = new int[PIXELS];
        Arrays.fill(samples, 7);
        return TestPng.of(ColorType.GRAY, 8, WIDTH, HEIGHT)
            .samples(samples)
            .transparent(8)
            .encode();
      }
    },
    GIF {
      @Override
      byte[] encode() {
        BufferedImage image = TestImages.indexed(2, 3, WIDTH, HEIGHT);
        byte[] indices = new byte[PIXELS];
        image.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, indices);
        return ForeignFiles.gif(image, false);
      }
    };

    abstract byte[] encode();
  }

  /** A PNG of which every pixel is fully opaque. */
  private static TestPng opaque(ColorType colorType, int bitDepth) {
    return opaque(colorType, bitDepth, WIDTH, HEIGHT);
  }

  private static TestPng opaque(ColorType colorType, int bitDepth, int width, int height) {
    int[] samples = new int[width * height * colorType.channels()];
    Arrays.fill(samples, (1 << bitDepth) - 1);
    return TestPng.of(colorType, bitDepth, width, height).samples(samples);
  }

  /** The same but for one pixel. */
  private static byte[] with(int pixel, int alpha, ColorType colorType, int bitDepth) {
    int channels = colorType.channels();
    int[] samples = new int[PIXELS * channels];
    Arrays.fill(samples, (1 << bitDepth) - 1);
    samples[pixel * channels + channels - 1] = alpha;
    return TestPng.of(colorType, bitDepth, WIDTH, HEIGHT).samples(samples).encode();
  }

  /** The ways on which a mask that is an image gets over a photo and into a target. */
  enum Door {
    SPLICED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        compositor(means).composite(ImageSource.of(test.photo), mask, target);
      }
    },
    ENCODED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        compositor(means).withFormat(OutputFormat.JPEG).composite(jpegPhoto(), mask, target);
      }
    },
    THREADED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        compositor(means)
            .withWork(WorkOptions.DEFAULT.withThreads(3))
            .composite(jpegPhoto(), mask, target);
      }
    },
    ON_PHOTO_ROWS {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        compositor(means).composite(test.photoRows(), mask, target);
      }
    },
    SCALED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        byte[] large = TestPng.of(ColorType.RGB, 8, 3 * WIDTH, 2 * HEIGHT).encode();
        compositor(means).composite(ImageSource.of(large), mask, target);
      }
    },
    SHRUNK {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        byte[] small = TestPng.of(ColorType.RGB, 8, 3, 2).encode();
        compositor(means).composite(ImageSource.of(small), mask, target);
      }
    },
    PREPARED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        compositor(means)
            .composite(ImageSource.of(test.photo), mask, ImagePreparer.create(), target);
      }
    },
    ASYNC {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        try {
          CompositeReport ignored =
              compositor(means)
                  .compositeAsync(ImageSource.of(test.photo), mask, target, Runnable::run)
                  .join();
        } catch (CompletionException e) {
          if (e.getCause() instanceof OpaqueMaskException refusal) {
            throw refusal;
          }
          throw e;
        }
      }
    },
    RESTORED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        restorer(means).restore(ImageSource.of(test.photo), jpegPhoto(), mask, target);
      }
    },
    RESTORED_SCALED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        byte[] large = TestPng.of(ColorType.RGB, 8, 3 * WIDTH, 2 * HEIGHT).encode();
        restorer(means).restore(ImageSource.of(large), jpegPhoto(), mask, target);
      }
    },
    RESTORED_SPLICED {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        restorer(means)
            .withComparison(RestoreOptions.Comparison.OFF)
            .restore(ImageSource.of(test.photo), jpegPhoto(), mask, target);
      }
    },
    IN_ANOTHER_FORM {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        ImagePreparer.create()
            .withMask(MaskOptions.DEFAULT.withConvention(means), MaskConvention.WHITE_EDITS)
            .withMaxSide(9)
            .prepare(mask, target);
      }
    },
    ROWS_IN_ANOTHER_FORM {
      @Override
      void enter(OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
          throws IOException {
        try (WindowReader rows = ImageRows.create().open(mask)) {
          ImagePreparer.create()
              .withMask(MaskOptions.DEFAULT.withConvention(means), MaskConvention.WHITE_EDITS)
              .prepare(rows, target);
        }
      }
    };

    abstract void enter(
        OpaqueMaskTest test, MaskConvention means, ImageSource mask, ImageTarget target)
        throws IOException;

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

  private WindowSource photoRows() {
    ImageGeometry geometry = ImageGeometry.of(WIDTH, HEIGHT, 3, 8);
    return TestRows.reader(geometry, TestRows.random(geometry, 5));
  }

  private void assertRefused(Door door, byte[] mask, boolean hasAlpha) throws IOException {
    assertThatThrownBy(
            () ->
                door.enter(
                    this, MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(target)))
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
  @EnumSource
  void refusesAMaskWithoutAlphaInEveryFormat(WithoutAlpha mask) throws IOException {
    assertRefused(Door.SPLICED, mask.encode(), false);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAMaskOfWhichEveryPixelIsOpaqueInEveryFormat(Opaque mask) throws IOException {
    assertRefused(Door.SPLICED, mask.encode(), true);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAMaskWithoutAlphaAtEveryDoor(Door door) throws IOException {
    assertRefused(door, WithoutAlpha.BLACK_AND_WHITE_PNG.encode(), false);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnOpaqueMaskAtEveryDoor(Door door) throws IOException {
    assertRefused(door, Opaque.RGBA_PNG.encode(), true);
  }

  @ParameterizedTest
  @EnumSource
  void takesItAtEveryDoorFromWhoMeansIt(Door door) throws IOException {
    byte[] mask = WithoutAlpha.BLACK_AND_WHITE_PNG.encode();

    door.enter(
        this, MaskConvention.PAINTED_EVERYWHERE, ImageSource.of(mask), ImageTarget.of(target));
    door.enter(
        this,
        MaskConvention.PAINTED_EVERYWHERE,
        ImageSource.of(Opaque.RGBA_PNG.encode()),
        ImageTarget.of(target));

    assertThat(Files.size(target)).isGreaterThan(3);
  }

  @ParameterizedTest
  @EnumSource
  void takesItAtEveryDoorWhereItMeansWhiteEdits(Door door) throws IOException {
    door.enter(
        this,
        MaskConvention.WHITE_EDITS,
        ImageSource.of(WithoutAlpha.BLACK_AND_WHITE_PNG.encode()),
        ImageTarget.of(target));

    assertThat(Files.size(target)).isGreaterThan(3);
  }

  @ParameterizedTest
  @EnumSource
  void takesASoftBrushOverEverything(Door door) throws IOException {
    int[] samples = new int[PIXELS * 4];
    Arrays.fill(samples, 254);
    byte[] soft = TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).samples(samples).encode();

    door.enter(this, MaskConvention.PAINTED, ImageSource.of(soft), ImageTarget.of(target));

    assertThat(Files.size(target)).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, WIDTH - 1, WIDTH, PIXELS / 2, PIXELS - WIDTH, PIXELS - 1})
  void oneSoftPixelIsEnoughWhereverItIs(int pixel) throws IOException {
    for (Door door : Door.values()) {
      byte[] mask = with(pixel, 254, ColorType.RGBA, 8);
      door.enter(this, MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(target));
    }

    assertThat(Files.size(target)).isGreaterThan(3);
  }

  @Test
  void countsAlphaAsTheMaskHasItNotAsRounded() throws IOException {
    byte[] mask = with(PIXELS - 1, 65534, ColorType.GRAY_ALPHA, 16);

    Door.SPLICED.enter(this, MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(target));

    assertThat(Files.size(target)).isGreaterThan(3);
  }

  @ParameterizedTest
  @EnumSource
  void writesNotAByteToAStream(Door door) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();

    assertThatThrownBy(
            () ->
                door.enter(
                    this,
                    MaskConvention.PAINTED,
                    ImageSource.of(Opaque.RGBA_PNG.encode()),
                    ImageTarget.of(stream).onCommit(() -> {})))
        .isInstanceOf(OpaqueMaskException.class);
    assertThat(stream.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void writesToAStreamWhatIsNotOpaque(Door door) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    byte[] mask = with(PIXELS - 1, 0, ColorType.RGBA, 8);

    door.enter(this, MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(stream));
    door.enter(this, MaskConvention.PAINTED, ImageSource.of(mask), ImageTarget.of(target));

    assertThat(target).hasBinaryContent(stream.toByteArray());
  }

  @Test
  void looksAtAMaskThatOpensOnceOnlyWhileItWrites() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    ImageSource once = ImageSource.once(new ByteArrayInputStream(Opaque.RGBA_PNG.encode()));

    assertThatThrownBy(
            () -> Door.SPLICED.enter(this, MaskConvention.PAINTED, once, ImageTarget.of(stream)))
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
                Door.SPLICED.enter(
                    this, MaskConvention.PAINTED, ImageSource.once(upload), ImageTarget.of(target)))
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
                    .explain(ImageSource.of(photo), ImageSource.of(WithoutAlpha.JPEG.encode())))
        .isInstanceOf(OpaqueMaskException.class);
  }
}
