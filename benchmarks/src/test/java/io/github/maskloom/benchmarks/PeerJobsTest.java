package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerJobsTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  @TempDir private Path folder;
  private Path photo;
  private Path mask;
  private Path result;

  @BeforeEach
  void writeImages() throws Exception {
    photo = folder.resolve("photo.png");
    mask = folder.resolve("mask.png");
    result = folder.resolve("result.png");
    Images.write(Images.photo(WIDTH, HEIGHT), "png", photo);
    Images.write(Images.mask(WIDTH, HEIGHT), "png", mask);
  }

  @ParameterizedTest
  @CsvSource({
    "maskloom,[1-9]\\d*",
    "jpeg,[1-9]\\d*",
    "scene,[1-9]\\d*",
    "focus,[1-9]\\d*",
    "strict,[1-9]\\d*",
    "shrink,[1-9]\\d*",
    "restore,[1-9]\\d*",
    "restoreOnly,[1-9]\\d*",
    "java2d,[1-9]\\d*",
    "java2dJpeg,[1-9]\\d*",
    "java2dShrink,[1-9]\\d*",
    "java2dDecode,0",
    "inflater,0"
  })
  void warmRunsAreOneLine(String job, String bytes) throws Exception {
    Work work = Work.of(job, photo, mask, result);

    assertThat(WarmRuns.measure(work, result, 3, Duration.ZERO))
        .matches("wall_ms=\\d+\\.\\d cpu_ms=\\d+\\.\\d bytes=" + bytes);
  }

  @ParameterizedTest
  @CsvSource({"decode,0", "encode,[1-9]\\d*", "java2dEncode,[1-9]\\d*"})
  void codecsAreMeasuredOnAJpeg(String job, String bytes) throws Exception {
    Path jpeg = Images.write(Images.photo(WIDTH, HEIGHT), "jpg", folder.resolve("photo.jpg"));
    Work work = Work.of(job, jpeg, mask, result);

    assertThat(WarmRuns.measure(work, result, 3, Duration.ZERO))
        .matches("wall_ms=\\d+\\.\\d cpu_ms=\\d+\\.\\d bytes=" + bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maskloom", "java2d"})
  void aColdRunLeavesAnImage(String job) throws Exception {
    ColdRun.main(new String[] {job, photo.toString(), mask.toString(), result.toString()});

    assertThat(result).isNotEmptyFile();
  }

  @Test
  void threadsAddUp() throws Exception {
    Work work = Work.of("maskloom", photo, mask, result);
    Work other = Work.of("scene", photo, mask, folder.resolve("other"));

    assertThat(Throughput.measure(List.of(work, other), Duration.ofMillis(1)))
        .matches("per_second=\\d+\\.\\d\\d cpu_ms=\\d+\\.\\d");
    assertThat(result).isNotEmptyFile();
    assertThat(folder.resolve("other")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maskloom", "java2d", "fusion"})
  void aCrowdMeetsInTheMidstOfItsWork(String job) throws Exception {
    Path large = Images.write(Images.photo(600, 600), "png", folder.resolve("large.png"));
    Path paint = Images.write(Images.mask(600, 600), "png", folder.resolve("paint.png"));
    Path results = folder.resolve("results");

    assertThat(Crowd.run(job, large, paint, results, 3)).isEqualTo(3);
    assertThat(results).isDirectoryContaining("glob:**2.png");
  }

  @Test
  void aCrowdWhoseJobsFailEndsWithAllTheirReasons() {
    Path missing = folder.resolve("missing.png");

    assertThatThrownBy(() -> Crowd.run("maskloom", missing, mask, folder.resolve("out"), 2))
        .hasRootCauseInstanceOf(NoSuchFileException.class)
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
  }

  @Test
  @Timeout(60)
  void aCrowdOneOfWhichFailedWaitsForNobodyWhoComesLater() {
    Crowd crowd = new Crowd(2);
    CountDownLatch failed = new CountDownLatch(1);
    Crowd.Job job =
        result -> {
          if (result.endsWith("0.png")) {
            failed.countDown();
            throw new NoSuchFileException("photo.png");
          }
          Uninterruptibles.awaitUninterruptibly(failed);
          crowd.meet();
        };

    assertThatThrownBy(() -> crowd.run(job, folder))
        .hasRootCauseInstanceOf(NoSuchFileException.class)
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
  }

  @Test
  void anUnknownJobIsRefused() {
    assertThatThrownBy(() -> Work.of("gimp", photo, mask, result))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "maskloom interlaced.png half.png,64x48",
    "jpeg progressive.jpg corner.png,64x48",
    "focus photo.jpg corner.png,64x48",
    "maskloom photo.jpg chromium-0.png,2048x2048"
  })
  void theWorkBenchmarkDoesWhatItSays(String work, String size) throws Exception {
    WorkBenchmark benchmark = new WorkBenchmark();
    benchmark.work = work;
    benchmark.size = size;
    benchmark.write();
    try {
      assertThat(benchmark.run()).isNotNull();
    } finally {
      benchmark.remove();
    }
  }

  @ParameterizedTest
  @CsvSource({"photo,3", "mask,4"})
  void bothInflatersFindTheSameBytes(String picture, int bands) throws Exception {
    Photos photos = new Photos(WIDTH + "x" + WIDTH, picture + ".png");
    try {
      for (String job : List.of("inflate", "inflater")) {
        String name = picture + ".png";
        assertThat(photos.work(job + " " + name + " " + name).run())
            .isEqualTo(scanlineBytes(bands) * WIDTH);
      }
    } finally {
      photos.remove();
    }
  }

  private static long scanlineBytes(int bands) {
    return 1 + (long) bands * WIDTH;
  }
}
