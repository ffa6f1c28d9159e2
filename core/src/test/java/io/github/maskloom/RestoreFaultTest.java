package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.ImageData;
import io.github.maskloom.testing.TestJpegs;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong while restoring, the image is named and nothing is left behind. */
@Tag("slow")
class RestoreFaultTest {
  private static final List<String> ROLES = List.of("photo", "replacement", "mask");

  private static final int WIDTH = 12;
  private static final int HEIGHT = 10;

  @TempDir Path folder;
  private Path target = Path.of("");
  private final byte[] mask = TestPng.of(ColorType.RGBA, 8, WIDTH, HEIGHT).encode();

  /** How images are coded, whether they are compared, and on how many threads. */
  enum Route {
    SPLICED(Comparison.OFF, 1),
    SPLICED_THREADED(Comparison.OFF, 2),
    STREAMED(Comparison.REDUCED, 1),
    STREAMED_THREADED(Comparison.EXACT, 3),
    TO_JPEG(Comparison.REDUCED, 1),
    TO_JPEG_EXACTLY(Comparison.EXACT, 1);

    private final Comparison comparison;
    private final int threads;

    Route(Comparison comparison, int threads) {
      this.comparison = comparison;
      this.threads = threads;
    }

    byte[] photo() {
      return toJpeg()
          ? TestJpegs.baseline(WIDTH, HEIGHT, 3)
          : TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
    }

    private boolean toJpeg() {
      return this == TO_JPEG || this == TO_JPEG_EXACTLY;
    }

    /** An answer that can only be pushed, of another size; or one as the photo is. */
    byte[] replacement() {
      return this == SPLICED || this == STREAMED
          ? TestJpegs.baseline(9, 14, 3)
          : TestPng.of(ColorType.RGB, 8, WIDTH, HEIGHT).encode();
    }

    WorkOptions work() {
      return WorkOptions.DEFAULT.withWindowRows(2).withThreads(threads);
    }

    PhotoRestorer restorer() {
      return PhotoRestorer.create()
          .withWork(work())
          .withRestoring(RestoreOptions.DEFAULT.withFeather(3))
          .withComparison(comparison)
          .withFormat(toJpeg() ? OutputFormat.JPEG : OutputFormat.PNG);
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
  }

  @ParameterizedTest
  @EnumSource
  void whicheverImageIsCutIsNamed(Route route) {
    List<byte[]> whole = List.of(route.photo(), route.replacement(), mask);
    for (int cut = 0; cut < whole.size(); cut++) {
      for (int length = 0; length < ImageData.endOf(whole.get(cut)); length++) {
        FaultySource[] sources =
            whole.stream().map(FaultySource::sound).toArray(FaultySource[]::new);
        sources[cut] = FaultySource.sound(Arrays.copyOf(whole.get(cut), length));

        assertThatThrownBy(() -> restore(route, sources))
            .as("%s cut at %d", ROLES.get(cut), length)
            .asInstanceOf(type(ImageFormatException.class))
            .extracting(ImageException::image)
            .isEqualTo(Optional.of(ROLES.get(cut)));
        assertAllClosed(sources);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailingReadIsNamedAfterItsImage(Route route) {
    List<byte[]> whole = List.of(route.photo(), route.replacement(), mask);
    for (int failing = 0; failing < whole.size(); failing++) {
      IOException failure = new IOException("the disk");
      FaultySource[] sources = whole.stream().map(FaultySource::sound).toArray(FaultySource[]::new);
      sources[failing] = new FaultySource(whole.get(failing), 1, failure);

      assertThatThrownBy(() -> restore(route, sources))
          .hasMessage(ROLES.get(failing) + ": the disk")
          .hasCause(failure);
      assertAllClosed(sources);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancellingBetweenWindowsStops(Route route) {
    for (int windows = 0; windows < HEIGHT / 2; windows++) {
      AtomicInteger left = new AtomicInteger(windows);

      assertThatThrownBy(
              () ->
                  route
                      .restorer()
                      .withWork(route.work().withCancel(() -> left.getAndDecrement() <= 0))
                      .restore(
                          ImageSource.of(route.photo()),
                          ImageSource.of(route.replacement()),
                          ImageSource.of(mask),
                          ImageTarget.of(target)))
          .isInstanceOf(CancelledException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskComesOutUnchanged(Route route) {
    IOException full = new IOException("no space left");
    OutputStream disk =
        new OutputStream() {
          private int room = 40;

          @Override
          public void write(int value) throws IOException {
            if (room-- == 0) {
              throw full;
            }
          }
        };

    assertThatThrownBy(
            () ->
                route
                    .restorer()
                    .restore(
                        ImageSource.of(route.photo()),
                        ImageSource.of(route.replacement()),
                        ImageSource.of(mask),
                        ImageTarget.of(disk)))
        .isInstanceOf(IOException.class)
        .hasMessage("target: no space left");
  }

  @Test
  void aLimitNamesTheReplacementThatPassesIt() {
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withReading(ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxWidth(WIDTH)));
    byte[] wide = TestPng.of(ColorType.RGB, 8, WIDTH + 1, 1).encode();

    assertThatThrownBy(
            () ->
                restorer.restore(
                    ImageSource.of(Route.SPLICED.photo()),
                    ImageSource.of(wide),
                    ImageSource.of(mask),
                    ImageTarget.of(target)))
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.limit()).isEqualTo("maxWidth"))
        .satisfies(e -> assertThat(e.image()).contains("replacement"));
  }

  @Test
  void aReplacementWithTooManyRowsIsRefused() {
    PhotoRestorer restorer =
        PhotoRestorer.create()
            .withReading(
                ReadOptions.DEFAULT.withLimits(ImageLimits.DEFAULT.withMaxPixels(WIDTH * 50)));
    byte[] tall = TestPng.of(ColorType.RGB, 8, 1, 51).encode();

    assertThatThrownBy(
            () ->
                restorer.restore(
                    ImageSource.of(Route.SPLICED.photo()),
                    ImageSource.of(tall),
                    ImageSource.of(mask),
                    ImageTarget.of(target)))
        .asInstanceOf(type(ImageLimitException.class))
        .satisfies(e -> assertThat(e.image()).contains("replacement"));
  }

  /** Restores from a photo, a replacement and a mask. */
  private void restore(Route route, FaultySource... sources) throws IOException {
    route
        .restorer()
        .restore(
            sources[0].source(), sources[1].source(), sources[2].source(), ImageTarget.of(target));
  }

  private static void assertAllClosed(FaultySource... sources) {
    for (FaultySource source : sources) {
      assertThat(source.openStreams()).isZero();
    }
  }
}
