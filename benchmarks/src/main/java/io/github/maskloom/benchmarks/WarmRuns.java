package io.github.maskloom.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * One job again and again in a warm JVM. JMH does not measure CPU time, which is what tells a peer
 * that works on two threads from a faster one.
 */
public final class WarmRuns {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  static final double NANOS_PER_MILLI = 1e6;
  static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private WarmRuns() {}

  /**
   * Prints {@code wall_ms=… cpu_ms=… bytes=…}: the median wall time, the mean CPU time, and the
   * size of the result, which is 0 where there is none. CPU time is that of the whole process, its
   * compiler and collector threads included; the system counts it in steps of 10 ms, so a single
   * run's would be too coarse.
   *
   * <p>It warms up until it has taken 5 seconds of CPU.
   *
   * @param args job as {@link Work#of} names it, photo, mask, result, runs
   * @throws Exception if a job fails
   */
  public static void main(String[] args) throws Exception {
    Path result = Path.of(args[3]);
    Work work = Work.of(args[0], Path.of(args[1]), Path.of(args[2]), result);
    System.out.println(measure(work, result, Integer.parseInt(args[4]), WARM_UP));
  }

  static String measure(Work work, Path result, int runs, Duration warmUp) throws Exception {
    // By the CPU that it takes: on a busy machine a while may pass with little compiled.
    long begin = SYSTEM.getProcessCpuTime();
    do {
      work.run();
    } while (SYSTEM.getProcessCpuTime() - begin < warmUp.toNanos());
    long[] wall = new long[runs];
    long cpuBefore = SYSTEM.getProcessCpuTime();
    for (int run = 0; run < runs; run++) {
      long before = System.nanoTime();
      work.run();
      wall[run] = System.nanoTime() - before;
    }
    long cpu = SYSTEM.getProcessCpuTime() - cpuBefore;
    return String.format(
        Locale.ROOT,
        "wall_ms=%.1f cpu_ms=%.1f bytes=%d",
        median(wall) / NANOS_PER_MILLI,
        cpu / NANOS_PER_MILLI / runs,
        Files.exists(result) ? Files.size(result) : 0);
  }

  private static double median(long[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2.0;
  }
}
