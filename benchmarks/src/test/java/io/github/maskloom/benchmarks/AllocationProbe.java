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

  /** Work on images. */
  @FunctionalInterface
  interface Operation {
    Object run(Photos photos) throws IOException;
  }

  /** The operations that must not take more where a photo has more rows. */
  static Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    CompositeBenchmark composite = new CompositeBenchmark();
    operations.put("composite PNG, spliced", composite::pngSpliced);
    operations.put("composite PNG, streamed", composite::pngStreamed);
    operations.put("composite JPEG to PNG", composite::jpegToPng);
    operations.put("composite JPEG to JPEG", composite::jpegToJpeg);
    RestoreBenchmark restore = new RestoreBenchmark();
    operations.put("restore PNG", restore::png);
    operations.put("restore PNG, spliced", restore::pngSpliced);
    operations.put("restore JPEG", restore::jpeg);
    PrepareBenchmark prepare = new PrepareBenchmark();
    operations.put("prepare PNG", prepare::png);
    operations.put("prepare JPEG", prepare::jpeg);
    DataUrlBenchmark dataUrl = new DataUrlBenchmark();
    operations.put("data URL to a stream", dataUrl::stream);
    operations.put("data URL to a writer", dataUrl::writer);
    operations.put("data URL from a reader", dataUrl::reader);
    operations.put("upload body", new UploadBodyBenchmark()::write);
    return operations;
  }

  /**
   * Bytes that each operation allocates, by its name, for each of the sizes.
   *
   * @param runs of each operation: the first load classes, so the least counts
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
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Operation> operations = operations();
    int runs = Integer.parseInt(args[0]);
    for (String size : List.of(args).subList(1, args.length)) {
      Photos photos = new Photos();
      photos.size = size;
      photos.write();
      try {
        for (Map.Entry<String, Operation> operation : operations.entrySet()) {
          System.out.println(operation.getKey() + "=" + bytes(operation.getValue(), photos, runs));
        }
      } finally {
        photos.remove();
      }
    }
    // The session of Ark has a thread that would be waited for.
    System.exit(0);
  }

  private static long bytes(Operation operation, Photos photos, int runs) throws IOException {
    long[] bytes = new long[runs];
    for (int run = 0; run < runs; run++) {
      System.gc();
      long collections = collections();
      long before = usedBytes();
      operation.run(photos);
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
