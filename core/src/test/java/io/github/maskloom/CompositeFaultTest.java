package io.github.maskloom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.SizeMismatchException;
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
import io.github.maskloom.testing.Heard;
import io.github.maskloom.testing.ImageData;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, the right exception comes out and nothing is left behind. */
@Tag("slow")
class CompositeFaultTest {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 10;

  @TempDir Path folder;
  private Path target = Path.of("");
  private final byte[] mask = TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).encode();

  /** How photo and result are coded, and on how many threads. */
  enum Route {
    PNG_TO_PNG(1),
    PNG_TO_PNG_THREADED(2),
    INTERLACED_TO_PNG(1),
    JPEG_TO_PNG(1),
    JPEG_TO_PNG_THREADED(3),
    JPEG_TO_JPEG(1);

    private final int threads;

    Route(int threads) {
      this.threads = threads;
    }

    byte[] photo() {
      return switch (this) {
        case PNG_TO_PNG, PNG_TO_PNG_THREADED ->
            TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
        case INTERLACED_TO_PNG ->
            TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).interlaced(true).encode();
        case JPEG_TO_PNG, JPEG_TO_PNG_THREADED, JPEG_TO_JPEG ->
            TestJpegs.baseline(WIDTH, HEIGHT, 3);
      };
    }

    WorkOptions work() {
      return WorkOptions.DEFAULT.withWindowRows(2).withThreads(threads);
    }

    MaskCompositor compositor() {
      return MaskCompositor.create()
          .withWork(work())
          .withFormat(this == JPEG_TO_JPEG ? OutputFormat.JPEG : OutputFormat.PNG);
    }
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
    assertThat(spools()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPhotoCutAnywhereIsAFormatError(Route route) {
    byte[] photo = route.photo();
    for (int length = 0; length < ImageData.endOf(photo); length++) {
      FaultySource cut = FaultySource.sound(Arrays.copyOf(photo, length));
      FaultySource whole = FaultySource.sound(mask);

      assertThatThrownBy(() -> composite(route, cut, whole))
          .as("cut at %d", length)
          .asInstanceOf(type(ImageFormatException.class))
          .extracting(ImageException::image)
          .isEqualTo(Optional.of("photo"));
      assertThat(cut.openStreams() + whole.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaskCutAnywhereIsAFormatError(Route route) {
    byte[] photo = route.photo();
    for (int length = 0; length < ImageData.endOf(mask); length++) {
      FaultySource cut = FaultySource.sound(Arrays.copyOf(mask, length));
      FaultySource whole = FaultySource.sound(photo);

      assertThatThrownBy(() -> composite(route, whole, cut))
          .as("cut at %d", length)
          .asInstanceOf(type(ImageFormatException.class))
          .extracting(ImageException::image)
          .isEqualTo(Optional.of("mask"));
      assertThat(cut.openStreams() + whole.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFlippedBitIsAnImageErrorOrHarmless(Route route) throws IOException {
    byte[] photo = route.photo();
    for (int bit = 0; bit < photo.length * 8; bit += 3) {
      byte[] flipped = photo.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      FaultySource source = FaultySource.sound(flipped);
      try {
        route
            .compositor()
            .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
            .withReading(
                ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxPixels(1_000_000)))
            .composite(
                source.source(),
                ImageSource.of(mask),
                ImageTarget.of(OutputStream.nullOutputStream()));
      } catch (ImageException e) {
        assertThat(e.image()).contains("photo");
      }
      assertThat(source.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailingReadIsNamedAfterThePhoto(Route route) throws IOException {
    byte[] photo = route.photo();
    FaultySource sound = FaultySource.sound(photo);
    route
        .compositor()
        .composite(
            sound.source(), ImageSource.of(mask), ImageTarget.of(OutputStream.nullOutputStream()));
    for (int read = 0; read < sound.reads(); read++) {
      IOException failure = new IOException("read " + read);
      FaultySource faulty = new FaultySource(photo, read, failure);

      assertThatThrownBy(() -> composite(route, faulty, FaultySource.sound(mask)))
          .hasMessage("photo: read " + read)
          .hasCause(failure);
      assertThat(faulty.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailingReadIsNamedAfterTheMask(Route route) {
    IOException failure = new IOException("the mask's disk");
    FaultySource photo = FaultySource.sound(route.photo());
    FaultySource faulty = new FaultySource(mask, 3, failure);

    assertThatThrownBy(() -> composite(route, photo, faulty))
        .hasMessage("mask: the mask's disk")
        .hasCause(failure);
    assertThat(photo.openStreams() + faulty.openStreams()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aFailingWriteComesOutUnchanged(Route route) throws IOException {
    long needed = write(route, Long.MAX_VALUE);
    for (long bytes = 0; bytes < needed; bytes++) {
      long room = bytes;

      assertThatThrownBy(() -> write(route, room))
          .isInstanceOf(IOException.class)
          .hasMessage("target: no space left");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingBetweenWindowsStops(Route route) {
    for (int windows = 0; windows < HEIGHT / 2; windows++) {
      AtomicInteger left = new AtomicInteger(windows);
      FaultySource photo = FaultySource.sound(route.photo());

      assertThatThrownBy(
              () ->
                  route
                      .compositor()
                      .withWork(route.work().withCancel(() -> left.getAndDecrement() <= 0))
                      .composite(photo.source(), ImageSource.of(mask), ImageTarget.of(target)))
          .isInstanceOf(CancelledException.class);
      assertThat(photo.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingWithTheLastRowKeepsTheTarget(Route route) {
    AtomicBoolean atTheLastRow = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                route
                    .compositor()
                    .withWork(
                        route
                            .work()
                            .withListener(
                                Heard.rows((done, total) -> atTheLastRow.set(done == total)))
                            .withCancel(atTheLastRow::get))
                    .composite(
                        ImageSource.of(route.photo()),
                        ImageSource.of(mask),
                        ImageTarget.of(target)))
        .isInstanceOf(CancelledException.class);
    assertThat(atTheLastRow).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatThrowsStopsTheWork(Route route) {
    IllegalStateException failure = new IllegalStateException("the listener's own");

    assertThatThrownBy(
            () ->
                route
                    .compositor()
                    .withWork(
                        route
                            .work()
                            .withListener(
                                Heard.rows(
                                    (done, total) -> {
                                      throw failure;
                                    })))
                    .composite(
                        ImageSource.of(route.photo()),
                        ImageSource.of(mask),
                        ImageTarget.of(target)))
        .isSameAs(failure);
  }

  @Test
  void aOnceSourceThatFailsLeavesNoSpooledCopy() {
    byte[] photo = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    byte[] cut = Arrays.copyOf(photo, photo.length / 2);

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .composite(
                        ImageSource.once(new ByteArrayInputStream(cut)),
                        ImageSource.of(mask),
                        ImageTarget.of(target)))
        .isInstanceOf(ImageFormatException.class);
  }

  @Test
  void bytesOfNoKnownFormatAreRefused() {
    for (byte[] bytes : List.of(new byte[0], "GIF88a".getBytes(UTF_8), new byte[100])) {
      assertThatThrownBy(() -> composite(Route.PNG_TO_PNG, FaultySource.sound(bytes), sound()))
          .isInstanceOf(ImageFormatException.class)
          .hasMessageStartingWith("photo: image at byte 0:");
    }
  }

  @Test
  void theFormatIsToldFromTheBytesNotTheName() throws IOException {
    Path photo = Files.write(folder.resolve("photo.png"), TestJpegs.baseline(WIDTH, HEIGHT, 3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CompositeReport report =
        MaskCompositor.create()
            .composite(ImageSource.of(photo), ImageSource.of(mask), ImageTarget.of(out));
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
  void anExactFitRefusesAnotherSize() {
    byte[] small = TestPng.of(ColorType.RGBA, 8, WIDTH - 1, HEIGHT).encode();

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withMask(MaskOptions.DEFAULT.withFit(MaskFit.EXACT))
                    .composite(
                        ImageSource.of(Route.PNG_TO_PNG.photo()),
                        ImageSource.of(small),
                        ImageTarget.of(target)))
        .isInstanceOf(SizeMismatchException.class)
        .hasMessageContaining("11x10")
        .hasMessageContaining("12x10");
  }

  @Test
  void transparentEditsRefuseAMaskWithoutAlpha() {
    byte[] opaque = TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withConvention(MaskConvention.TRANSPARENT_EDITS)
                    .composite(
                        ImageSource.of(Route.PNG_TO_PNG.photo()),
                        ImageSource.of(opaque),
                        ImageTarget.of(target)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("mask")
        .hasMessageContaining("alpha");
  }

  @Test
  void aLimitNamesTheImageThatPassesIt() {
    MaskCompositor compositor =
        MaskCompositor.create()
            .withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxWidth(WIDTH)));
    byte[] wide = TestPng.of(ColorType.RGBA, 8, WIDTH + 1, 1).encode();

    assertThatThrownBy(
            () ->
                compositor.composite(
                    ImageSource.of(Route.PNG_TO_PNG.photo()),
                    ImageSource.of(wide),
                    ImageTarget.of(target)))
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.limit()).isEqualTo("maxWidth"))
        .satisfies(e -> assertThat(e.image()).contains("mask"));
  }

  private FaultySource sound() {
    return FaultySource.sound(mask);
  }

  private void composite(Route route, FaultySource photo, FaultySource paint) throws IOException {
    route.compositor().composite(photo.source(), paint.source(), ImageTarget.of(target));
  }

  /** Writes into a stream with room for a number of bytes; says how many were written. */
  private long write(Route route, long room) throws IOException {
    FullDisk disk = new FullDisk(room);
    route
        .compositor()
        .composite(ImageSource.of(route.photo()), ImageSource.of(mask), ImageTarget.of(disk));
    return disk.written;
  }

  private static List<String> spools() {
    String[] names = new java.io.File(System.getProperty("java.io.tmpdir")).list();
    return Arrays.stream(names == null ? new String[0] : names)
        .filter(name -> name.startsWith("maskloom-") && name.endsWith(".spool"))
        .toList();
  }

  private static final class FullDisk extends OutputStream {
    private final long room;
    private long written;

    FullDisk(long room) {
      this.room = room;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (written + length > room) {
        throw new IOException("no space left");
      }
      written += length;
    }
  }
}
