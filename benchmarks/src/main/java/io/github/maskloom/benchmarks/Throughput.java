package io.github.maskloom.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many jobs a second a warm process does on so many threads. */
public final class Throughput {
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final double NANOS_PER_SECOND = 1e9;

  private Throughput() {}

  /**
   * Prints {@code per_second=… cpu_ms=…}: the rate of all threads together, and the CPU time of a
   * job, to which all threads of the process count.
   *
   * @param args job as {@link Work#of} names it, photo, mask, a folder for the results, threads
   * @throws Exception if a job fails
   */
  public static void main(String[] args) throws Exception {
    List<Work> work = new ArrayList<>();
    Path folder = Files.createDirectories(Path.of(args[3]));
    for (int thread = 0; thread < Integer.parseInt(args[4]); thread++) {
      Path result = folder.resolve(Integer.toString(thread));
      work.add(Work.of(args[0], Path.of(args[1]), Path.of(args[2]), result));
    }
    measure(work, WARM_UP);
    System.out.println(measure(work, MEASURED));
  }

  /** Each thread has its own work; it goes on until the time is up, and ends what it began. */
  static String measure(List<Work> work, Duration duration)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      long cpuBefore = WarmRuns.SYSTEM.getProcessCpuTime();
      List<Callable<Double>> loops =
          work.stream().<Callable<Double>>map(one -> () -> rate(one, duration)).toList();
      double rate = 0;
      for (Future<Double> end : threads.invokeAll(loops)) {
        rate += end.get();
      }
      double cpu = WarmRuns.SYSTEM.getProcessCpuTime() - cpuBefore;
      double jobs = rate * duration.toNanos() / NANOS_PER_SECOND;
      double millis = cpu / jobs / WarmRuns.NANOS_PER_MILLI;
      return String.format(Locale.ROOT, "per_second=%.2f cpu_ms=%.1f", rate, millis);
    } finally {
      threads.shutdown();
    }
  }

  private static double rate(Work work, Duration duration) throws Exception {
    long begin = System.nanoTime();
    long elapsed;
    int jobs = 0;
    do {
      work.run();
      jobs++;
      elapsed = System.nanoTime() - begin;
    } while (elapsed < duration.toNanos());
    return jobs / (elapsed / NANOS_PER_SECOND);
  }
}
