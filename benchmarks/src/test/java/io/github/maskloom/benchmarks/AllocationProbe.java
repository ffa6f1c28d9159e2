package io.github.maskloom.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.GarbageCollectorMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what operations allocate, in a process of its own whose heap is never collected meanwhile
 * and has no buffers of threads: it then fills by exactly what was allocated, by whichever thread,
 * also by one that has ended. The compiler that would do without some objects is off, so that the
 * count does not depend on when it gets to what.
 */
final class AllocationProbe {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UseTLAB",
          "-XX:TieredStopAtLevel=1",
          "-Xms700m",
          "-Xmx700m",
          "-Xmn500m",
          "-Djava.awt.headless=true");

  private AllocationProbe() {}

  /** What must not take more where a photo has more rows, as {@link Photos#work} names it. */
  static final List<String> WORK =
      List.of(
          "maskloom photo.png mask.png",
          "streamed photo.png mask.png",
          "maskloom photo.jpg mask.png",
          "jpeg photo.jpg mask.png",
          "restore photo.png mask.png",
          "restoreOnly photo.png mask.png",
          "restore photo.jpg mask.png",
          "prepare photo.png mask.png",
          "prepare photo.jpg mask.png",
          "dataUrl photo.png mask.png",
          "dataUrlWriter photo.png mask.png",
          "dataUrlReader photo.png mask.png",
          "upload photo.png mask.png");

  /**
   * Bytes that each work allocates, by its name, for each of the sizes.
   *
   * @param runs of each: the first load classes, so the least counts
   */
  static Map<String, List<Long>> measure(int runs, String... sizes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AllocationProbe.class.getName());
    command.add(Integer.toString(runs));
    command.addAll(List.of(sizes));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, List<Long>> bytes = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int end = line.indexOf('=');
        bytes
            .computeIfAbsent(line.substring(0, end), name -> new ArrayList<>())
            .add(Long.valueOf(line.substring(end + 1)));
      }
    }
    if (child.waitFor() != 0) {
      throw new AssertionError("the probe failed with " + child.exitValue());
    }
    return bytes;
  }

  /** Arguments: the number of runs, and sizes of photos. */
  public static void main(String[] args) throws Exception {
    int runs = Integer.parseInt(args[0]);
    for (String size : List.of(args).subList(1, args.length)) {
      Photos photos = new Photos(size, "mask.png", "photo.png", "photo.jpg");
      try {
        for (String work : WORK) {
          System.out.println(work + "=" + bytes(photos.work(work), runs));
        }
      } finally {
        photos.remove();
      }
    }
    // The session of Ark has a thread that would be waited for.
    System.exit(0);
  }

  private static long bytes(Work work, int runs) throws Exception {
    long[] bytes = new long[runs];
    for (int run = 0; run < runs; run++) {
      System.gc();
      long collections = collections();
      long before = usedBytes();
      Object ignored = work.run();
      bytes[run] = usedBytes() - before;
      if (collections() != collections) {
        throw new IllegalStateException("the heap is too small to count in");
      }
    }
    return Arrays.stream(bytes).min().orElseThrow();
  }

  private static long usedBytes() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long collections() {
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
