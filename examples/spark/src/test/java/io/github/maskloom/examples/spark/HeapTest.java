package io.github.maskloom.examples.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two thousand images take of a heap of 512 MB beside Spark. */
@Tag("large")
class HeapTest {
  private static final int JOBS = 2000;

  /** What Spark itself holds of so many rows and tasks, with a margin. */
  private static final long SPARK_BYTES = 24_000_000;

  private static final Pattern FIGURES = Pattern.compile("figures \\d+ \\d+ \\d+ \\d+");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void isWhatTheJobsDeclare(int tasks) throws Exception {
    Process run =
        ChildJvm.startWith(
            HeapRun.class,
            List.of("local[" + tasks + "]", folder.toString(), String.valueOf(JOBS)),
            "-Xmx512m",
            "-XX:+UseSerialGC");
    try (Scanner out = new Scanner(run.getInputStream(), UTF_8)) {
      String figures = out.findWithinHorizon(FIGURES, 0);
      assertThat(run.waitFor()).isZero();
      List<Long> numbers =
          Splitter.on(' ').splitToStream(figures).skip(1).map(Long::parseLong).toList();
      System.out.printf(
          "%d tasks at once: %.1f MB of heap, %.1f MB declared%n",
          tasks, numbers.get(0) / 1e6, numbers.get(1) / 1e6);
      assertThat(numbers.get(2)).isEqualTo(JOBS);
      assertThat(numbers.get(0)).isLessThan(numbers.get(1) + SPARK_BYTES);
    }
  }
}
