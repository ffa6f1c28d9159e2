package io.github.maskloom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableList;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.FullDisk;
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.ImageData;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, the image is named that it is about, and nothing is left behind. */
@Tag("slow")
class FaultTest {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 10;
  private static final byte[] MASK = TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).encode();
  private static final byte[] PNG = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
  private static final byte[] JPEG = TestJpegs.baseline(WIDTH, HEIGHT, 3);
  private static final byte[] OTHER = TestJpegs.baseline(9, 14, 3);

  @TempDir Path folder;
  private Path target = Path.of("");

  /** How images are coded, compared if they are restored, and on how many threads. */
  enum Route {
    PNG_TO_PNG(PNG, OutputFormat.PNG, 1),
    PNG_TO_PNG_THREADED(PNG, OutputFormat.PNG, 2),
    INTERLACED_TO_PNG(
        TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(true).encode(), OutputFormat.PNG, 1),
    JPEG_TO_PNG(JPEG, OutputFormat.PNG, 1),
    JPEG_TO_PNG_THREADED(JPEG, OutputFormat.PNG, 3),
    JPEG_TO_JPEG(JPEG, OutputFormat.JPEG, 1),
    RESTORED_SPLICED(PNG, OTHER, Comparison.OFF, 1),
    RESTORED_SPLICED_THREADED(PNG, PNG, Comparison.OFF, 2),
    RESTORED(PNG, OTHER, Comparison.REDUCED, 1),
    RESTORED_THREADED(PNG, PNG, Comparison.EXACT, 3),
    RESTORED_TO_JPEG(JPEG, PNG, Comparison.REDUCED, 1),
    RESTORED_TO_JPEG_EXACTLY(JPEG, PNG, Comparison.EXACT, 1);

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into the images.
    private final ImmutableList<byte[]> images;

    @SuppressWarnings("ImmutableEnumChecker") // Formats are values.
    private final OutputFormat format;

    private final Comparison comparison;
    private final int threads;

    Route(byte[] photo, OutputFormat format, int threads) {
      images = ImmutableList.of(photo, MASK);
      this.format = format;
      comparison = Comparison.OFF;
      this.threads = threads;
    }

    /** An answer that can only be pushed, of another size; or one as the photo is. */
    Route(byte[] photo, byte[] replacement, Comparison comparison, int threads) {
      images = ImmutableList.of(photo, MASK, replacement);
      format = photo == JPEG ? OutputFormat.JPEG : OutputFormat.PNG;
      this.comparison = comparison;
      this.threads = threads;
    }

    WorkOptions work() {
      return WorkOptions.DEFAULT.withWindowRows(2).withThreads(threads);
    }

    List<FaultySource> sound() {
      return new ArrayList<>(images.stream().map(FaultySource::sound).toList());
    }

    void run(List<FaultySource> sources, WorkOptions work, ImageTarget target) throws IOException {
      ImageSource photo = sources.get(0).source();
      ImageSource mask = sources.get(1).source();
      if (sources.size() == 2) {
        MaskCompositor.create().withWork(work).withFormat(format).composite(photo, mask, target);
      } else {
        PhotoRestorer.create()
            .withWork(work)
            .withRestoring(RestoreOptions.DEFAULT.withFeather(3))
            .withComparison(comparison)
            .withFormat(format)
            .restore(photo, sources.get(2).source(), mask, target);
      }
    }
  }

  private static String role(int image) {
    return List.of("photo", "mask", "replacement").get(image);
  }

  @BeforeEach
  void writeTheOldTarget() throws IOException {
    target = Files.writeString(folder.resolve("scene.png"), "old");
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
    assertThat(target).hasContent("old");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("maskloom-hand-off"));
    try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(temporary).noneMatch(file -> file.toString().matches(".*maskloom-.*\\.spool"));
    }
  }

  private ThrowingCallable running(Route route, List<FaultySource> sources) {
    return () -> {
      try {
        route.run(sources, route.work(), ImageTarget.of(target));
      } finally {
        assertThat(sources).allMatch(source -> source.openStreams() == 0);
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void anImageCutAnywhereIsAFormatErrorOfThatImage(Route route) {
    for (int image = 0; image < route.images.size(); image++) {
      byte[] whole = route.images.get(image);
      for (int length = 0; length < ImageData.endOf(whole); length++) {
        List<FaultySource> sources = route.sound();
        sources.set(image, FaultySource.sound(Arrays.copyOf(whole, length)));
        assertThatThrownBy(running(route, sources))
            .as("%s cut at %d", role(image), length)
            .asInstanceOf(type(ImageFormatException.class))
            .extracting(ImageException::image)
            .isEqualTo(Optional.of(role(image)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedBitIsAnImageErrorOrHarmless(Route route) throws IOException {
    byte[] photo = route.images.get(0);
    MaskCompositor compositor =
        MaskCompositor.create()
            .withWork(route.work())
            .withFormat(route.format)
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
            .withReading(
                ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxPixels(1_000_000)));
    for (int bit = 0; bit < photo.length * 8 && route.images.size() == 2; bit += 3) {
      byte[] flipped = photo.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      FaultySource source = FaultySource.sound(flipped);
      try {
        compositor.composite(source.source(), ImageSource.of(MASK), Made.NOWHERE);
      } catch (ImageException e) {
        assertThat(e.image()).contains("photo");
      }
      assertThat(source.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailingReadIsNamedAfterItsImage(Route route) throws IOException {
    List<FaultySource> sound = route.sound();
    Path other = folder.resolve("other.png");
    route.run(sound, route.work(), ImageTarget.of(other));
    Files.delete(other);
    for (int image = 0; image < sound.size(); image++) {
      for (int read = 0; read < sound.get(image).reads(); read++) {
        IOException failure = new IOException("read " + read);
        List<FaultySource> sources = route.sound();
        sources.set(image, new FaultySource(route.images.get(image), read, failure));
        assertThatThrownBy(running(route, sources))
            .hasMessage(role(image) + ": read " + read)
            .hasCause(failure);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailingWriteIsNamedAfterTheTarget(Route route) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    route.run(route.sound(), route.work(), ImageTarget.of(whole));
    for (int bytes = 0; bytes < whole.size(); bytes++) {
      FullDisk disk = new FullDisk(bytes);
      assertThatThrownBy(() -> route.run(route.sound(), route.work(), ImageTarget.of(disk)))
          .isInstanceOf(IOException.class)
          .hasMessage("target: the disk is full");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingBetweenWindowsStops(Route route) {
    for (int windows = 0; windows < HEIGHT / 2; windows++) {
      AtomicInteger left = new AtomicInteger(windows);
      List<FaultySource> sources = route.sound();
      WorkOptions work = route.work().withCancel(() -> left.getAndDecrement() <= 0);
      assertThatThrownBy(() -> route.run(sources, work, ImageTarget.of(target)))
          .isInstanceOf(CancelledException.class);
      assertThat(sources).allMatch(source -> source.openStreams() == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingWithTheLastRowKeepsTheTarget(Route route) {
    AtomicBoolean atTheLastRow = new AtomicBoolean();
    WorkOptions work =
        route
            .work()
            .withListener(Heard.rows((done, total) -> atTheLastRow.set(done == total)))
            .withCancel(atTheLastRow::get);
    assertThatThrownBy(() -> route.run(route.sound(), work, ImageTarget.of(target)))
        .isInstanceOf(CancelledException.class);
    assertThat(atTheLastRow).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatThrowsStopsTheWork(Route route) {
    IllegalStateException failure = new IllegalStateException("the listener's own");
    WorkOptions work =
        route
            .work()
            .withListener(
                Heard.rows(
                    (done, total) -> {
                      throw failure;
                    }));
    assertThatThrownBy(() -> route.run(route.sound(), work, ImageTarget.of(target)))
        .isSameAs(failure);
  }

  @Test
  void aOnceSourceThatFailsLeavesNoSpooledCopy() {
    ImageSource cut = Made.once(Arrays.copyOf(JPEG, JPEG.length / 2));
    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .composite(cut, ImageSource.of(MASK), ImageTarget.of(target)))
        .isInstanceOf(ImageFormatException.class);
  }

  @Test
  void bytesOfNoKnownFormatAreRefused() {
    for (byte[] bytes : List.of(new byte[0], "GIF88a".getBytes(UTF_8), new byte[100])) {
      List<FaultySource> sources = Route.PNG_TO_PNG.sound();
      sources.set(0, FaultySource.sound(bytes));
      assertThatThrownBy(running(Route.PNG_TO_PNG, sources))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageStartingWith("photo: image at byte 0:");
    }
  }

  @Test
  void theFormatIsToldFromTheBytesNotTheName() throws IOException {
    Path photo = Files.write(folder.resolve("photo.png"), JPEG);
    CompositeReport report =
        MaskCompositor.create()
            .composite(ImageSource.of(photo), ImageSource.of(MASK), Made.NOWHERE);
    Files.delete(photo);
    assertThat(report.geometry().width()).isEqualTo(WIDTH);
  }

  @Test
  void aMissingFileIsAnIoError() {
    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .composite(folder.resolve("missing.png"), folder.resolve("m.png"), target))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void transparentEditsRefuseAMaskWithoutAlpha() {
    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withConvention(MaskConvention.TRANSPARENT_EDITS)
                    .composite(ImageSource.of(PNG), ImageSource.of(PNG), ImageTarget.of(target)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContainingAll("mask", "alpha");
  }

  @ParameterizedTest
  @CsvSource({"13, 1, maxWidth", "1, 51, maxPixels"})
  void aLimitNamesTheReplacementThatPassesIt(int width, int height, String limit) {
    ImageLimits limits = ImageLimits.DEFAULT.withMaxWidth(WIDTH).withMaxPixels(WIDTH * 50);
    PhotoRestorer restorer =
        PhotoRestorer.create().withReading(ReadOptions.DEFAULT.withLimits(limits));
    byte[] large = TestPng.of(ColorType.RGBA, 8, width, height).encode();
    assertPasses("replacement", limit, () -> Made.restore(restorer, PNG, large, MASK));
  }

  @Test
  void aLimitNamesTheMaskThatPassesIt() {
    ImageLimits limits = ImageLimits.DEFAULT.withMaxWidth(WIDTH);
    MaskCompositor compositor =
        MaskCompositor.create().withReading(ReadOptions.DEFAULT.withLimits(limits));
    byte[] wide = TestPng.of(ColorType.RGBA, 8, WIDTH + 1, 1).encode();
    assertPasses("mask", "maxWidth", () -> Made.composite(compositor, PNG, wide));
  }

  private static void assertPasses(String image, String limit, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.limit()).isEqualTo(limit))
        .satisfies(e -> assertThat(e.image()).contains(image));
  }
}
