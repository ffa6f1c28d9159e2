package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.benchmarks.CompositeBenchmark.Route;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompositeBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void bytesPerOperationDoNotGrowWithTheHeight(Route route) throws Exception {
    long low = bytesPerOperation(route, 1_000);
    long high = bytesPerOperation(route, 8_000);

    assertThat(high).isLessThanOrEqualTo(low + low / 10);
  }

  @Test
  void theComparisonRunsBothRoutes() throws Exception {
    Java2dBenchmark benchmark = new Java2dBenchmark();
    benchmark.side = 100;
    benchmark.writePictures();
    try {
      assertThat(benchmark.maskloom()).isNotEmptyFile();
      assertThat(benchmark.java2d()).isNotEmptyFile();
    } finally {
      benchmark.removePictures();
    }
  }

  /** What the calling thread allocates: the least of some runs, the first of which warm up. */
  private static long bytesPerOperation(Route route, int height) throws Exception {
    CompositeBenchmark benchmark = new CompositeBenchmark();
    benchmark.height = height;
    benchmark.route = route;
    benchmark.writePictures();
    try {
      long[] bytes = new long[5];
      for (int run = 0; run < bytes.length; run++) {
        long before = allocatedBytes();
        CompositeReport report = benchmark.composite();
        bytes[run] = allocatedBytes() - before;
        assertThat(report.geometry().height()).isEqualTo(height);
      }
      return Arrays.stream(bytes).min().orElseThrow();
    } finally {
      benchmark.removePictures();
    }
  }

  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
