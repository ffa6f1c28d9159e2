package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.testing.Drawn;
import io.github.maskloom.testing.Heard;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody writes to, or replaces, while an image is read from them. */
class OverwrittenFileTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 400;
  private static final MaskConvention LIGHT = MaskConvention.binary(127);

  /** Longer ago than any clock of a file system is coarse. */
  private static final FileTime BEFORE = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir private Path folder;
  private Path target = Path.of("");

  private interface Call {
    void run(Path folder, WorkOptions how, Path target) throws IOException;
  }

  /** What is done with the images of the folder. */
  enum Work {
    CONVERT(
        (folder, how, target) ->
            ImageRows.create()
                .withWork(how)
                .convert(
                    ImageSource.of(folder.resolve("photo")),
                    OutputFormat.PNG,
                    ImageTarget.of(target)),
        "photo"),
    OPEN_AND_WRITE(
        (folder, how, target) -> {
          ImageRows rows = ImageRows.create().withWork(how);
          try (WindowReader photo = rows.open(ImageSource.of(folder.resolve("photo")))) {
            rows.write(photo, OutputFormat.PNG, ImageTarget.of(target));
          }
        },
        "photo"),
    COMPOSITE(
        (folder, how, target) -> composite(folder, how, OutputFormat.PNG, target), "photo", "mask"),
    COMPOSITE_TO_JPEG(
        (folder, how, target) -> composite(folder, how, OutputFormat.JPEG, target),
        "photo",
        "mask"),
    COMPOSITE_AHEAD(
        (folder, how, target) -> composite(folder, how.withThreads(3), OutputFormat.PNG, target),
        "photo",
        "mask"),
    FILL(
        (folder, how, target) ->
            MaskCompositor.create()
                .withMask(MaskOptions.DEFAULT.withConvention(LIGHT).withFillEnclosed(true))
                .withWork(how)
                .composite(folder.resolve("photo"), folder.resolve("mask"), target),
        "mask"),
    COMPOSITE_AND_PREPARE(
        (folder, how, target) ->
            MaskCompositor.create()
                .withConvention(LIGHT)
                .withWork(how)
                .composite(
                    ImageSource.of(folder.resolve("photo")),
                    ImageSource.of(folder.resolve("mask")),
                    ImagePreparer.create().withMaxSide(HEIGHT / 2),
                    ImageTarget.of(target)),
        "photo",
        "mask"),
    RESTORE(
        (folder, how, target) -> restore(folder, how, false, target), "photo", "answer", "mask"),
    RESTORE_MATCHED(
        (folder, how, target) -> restore(folder, how, true, target), "photo", "answer", "mask"),
    PREPARE(
        (folder, how, target) -> {
          ImagePreparer preparer = ImagePreparer.create().withMaxSide(HEIGHT / 2).withWork(how);
          preparer.prepare(ImageSource.of(folder.resolve("photo")), ImageTarget.of(target));
        },
        "photo"),
    PASS_THROUGH(
        (folder, how, target) -> {
          ImagePreparer preparer = ImagePreparer.create().withPassThrough(true).withWork(how);
          preparer.prepare(ImageSource.of(folder.resolve("photo")), ImageTarget.of(target));
        },
        "photo"),
    SEARCH(
        (folder, how, target) -> {
          ImagePreparer preparer =
              ImagePreparer.create()
                  .withLimits(UploadLimits.NONE.withMaxBytes(30_000))
                  .withFormat(OutputFormat.JPEG)
                  .withWork(how);
          preparer.prepare(ImageSource.of(folder.resolve("photo")), ImageTarget.of(target));
        },
        "photo");

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Call call;

    private final ImmutableList<String> images;

    Work(Call call, String... images) {
      this.call = call;
      this.images = ImmutableList.copyOf(images);
    }

    private static void composite(Path folder, WorkOptions how, OutputFormat format, Path target)
        throws IOException {
      MaskCompositor.create()
          .withConvention(LIGHT)
          .withFormat(format)
          .withWork(how)
          .composite(folder.resolve("photo"), folder.resolve("mask"), target);
    }

    private static void restore(Path folder, WorkOptions how, boolean matched, Path target)
        throws IOException {
      PhotoRestorer.create()
          .withConvention(LIGHT)
          .withRestoring(RestoreOptions.DEFAULT.withMatchColor(matched))
          .withWork(how)
          .restore(
              ImageSource.of(folder.resolve("photo")),
              ImageSource.of(folder.resolve("answer")),
              ImageSource.of(folder.resolve("mask")),
              ImageTarget.of(target));
    }
  }

  static Stream<Arguments> overwritings() {
    return Stream.of(Work.values())
        .flatMap(
            work ->
                work.images.stream()
                    .flatMap(
                        image ->
                            Stream.of("bmp", "jpeg", "png")
                                .map(format -> Arguments.of(work, image, format))));
  }

  @BeforeEach
  void writeImages() throws IOException {
    target = folder.resolve("result.png");
    write("photo", encoded("png", 10));
    write("mask", encoded("png", 11));
    write("answer", encoded("png", 12));
  }

  @ParameterizedTest
  @MethodSource("overwritings")
  void noResultIsOfTwoImages(Work work, String image, String format) throws IOException {
    byte[] first = encoded(format, 1);
    byte[] second = Arrays.copyOf(encoded(format, 2), first.length);
    write(image, second);
    work.call.run(folder, WorkOptions.DEFAULT, target);
    byte[] ofSecond = Files.readAllBytes(target);
    write(image, first);
    AtomicInteger asked = new AtomicInteger();
    work.call.run(
        folder, WorkOptions.DEFAULT.withCancel(() -> asked.incrementAndGet() < 0), target);
    byte[] ofFirst = Files.readAllBytes(target);

    for (int quarter = 0; quarter <= 4; quarter++) {
      int time = Math.max(1, asked.get() * quarter / 4);
      write(image, first);
      Files.writeString(target, "old");
      try {
        work.call.run(folder, during(time, () -> overwrite(image, second)), target);
        byte[] result = Files.readAllBytes(target);
        assertThat(Arrays.equals(result, ofFirst) || Arrays.equals(result, ofSecond))
            .as("it is of one image, at %d of %d", time, asked.get())
            .isTrue();
        // While encodings are tried, or a caller's rows have all come, nothing is read any more.
        boolean isRead = work == Work.SEARCH || work == Work.OPEN_AND_WRITE;
        assertThat(quarter < 4 || isRead).as("the last quarter fails").isTrue();
      } catch (FileSystemException e) {
        assertThat(e).hasMessageContaining("changed while it was read");
        assertThat(e.getFile()).isEqualTo(folder.resolve(image).toString());
        assertThat(target).hasContent("old");
      }
    }
  }

  /** A signal that never cancels, and does something when it is asked for the n-th time. */
  private static WorkOptions during(int time, Runnable action) {
    AtomicInteger asked = new AtomicInteger();
    CancelSignal signal =
        () -> {
          if (asked.incrementAndGet() == time) {
            action.run();
          }
          return false;
        };
    return WorkOptions.DEFAULT.withCancel(signal);
  }

  private void overwrite(String image, byte[] bytes) {
    try {
      Files.write(folder.resolve(image), bytes, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replace(String image, byte[] bytes) {
    try {
      Path other = Files.write(folder.resolve("other"), bytes);
      Files.move(other, folder.resolve(image), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String image, byte[] bytes) throws IOException {
    Files.setLastModifiedTime(Files.write(folder.resolve(image), bytes), BEFORE);
  }

  private static byte[] encoded(String format, int seed) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, random.nextInt(1 << 24));
    }
    return Drawn.encoded(image, format);
  }

  /** Whoever has it open reads on what it was. */
  @ParameterizedTest
  @ValueSource(strings = {"bmp", "jpeg", "png"})
  void aFileThatIsReplacedOnceItIsOpenIsReadAsItWas(String format) throws IOException {
    write("photo", encoded(format, 1));
    Work.COMPOSITE.call.run(folder, WorkOptions.DEFAULT, target);
    byte[] ofFirst = Files.readAllBytes(target);
    WorkOptions replacing = atTheFirstRows(() -> replace("photo", encoded(format, 3)));
    Work.COMPOSITE.call.run(folder, replacing, target);

    assertThat(Files.readAllBytes(target)).isEqualTo(ofFirst);
  }

  private static WorkOptions atTheFirstRows(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return WorkOptions.DEFAULT.withListener(
        Heard.rows(
            (rows, all) -> {
              if (!done.getAndSet(true)) {
                action.run();
              }
            }));
  }

  /** A JPEG is opened for its header, and again for its rows. */
  @Test
  void aFileThatIsReplacedBetweenTwoOpeningsIsRefused() throws IOException {
    write("photo", encoded("jpeg", 1));
    Files.writeString(target, "old");
    ImageSource mask =
        ImageSource.reopening(
            () -> {
              replace("photo", encoded("jpeg", 2));
              return Files.newInputStream(folder.resolve("mask"));
            });

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .withConvention(LIGHT)
                    .composite(
                        ImageSource.of(folder.resolve("photo")), mask, ImageTarget.of(target)))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(folder.resolve("photo").toString())
        .hasMessageContaining("changed while it was read");
    assertThat(target).hasContent("old");
  }

  /** What broke is not what is said to be wrong. */
  @Test
  void aBrokenImageIsToldToHaveChanged() throws IOException {
    write("photo", encoded("png", 1));
    WorkOptions overwriting = atTheFirstRows(() -> overwrite("photo", new byte[150_000]));
    assertThatThrownBy(() -> Work.COMPOSITE.call.run(folder, overwriting, target))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("changed while it was read")
        .hasRootCauseInstanceOf(ImageFormatException.class);
  }
}
