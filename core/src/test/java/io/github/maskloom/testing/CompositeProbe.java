package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * A process of its own that makes one composite and says what memory it took: the heap in use right
 * after a forced collection, at 24 places spread over the rows, and the peak of the resident set.
 */
public final class CompositeProbe {
  private static final int SAMPLES = 24;

  private long peakHeapBytes;
  private long nextSampleRow;

  private CompositeProbe() {}

  /** What a probe measured; the resident set is 0 where the system does not tell it. */
  public record Peak(long heapBytes, long residentBytes) {}

  /**
   * Runs a probe with a small heap.
   *
   * @param tempFolder for its temporary files; if it does not exist, none can be created
   */
  public static Peak run(Path photo, Path mask, Path target, OutputFormat format, Path tempFolder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx24m", "-Djava.awt.headless=true"));
    command.add("-Djava.io.tmpdir=" + tempFolder);
    command.addAll(List.of("-cp", classPath(), CompositeProbe.class.getName()));
    command.addAll(List.of(photo.toString(), mask.toString(), target.toString()));
    command.add(format instanceof OutputFormat.Jpeg ? "jpeg" : "png");
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (Scanner figures = new Scanner(child.getInputStream(), UTF_8)) {
      Peak peak = new Peak(figures.nextLong(), figures.nextLong());
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return peak;
    }
  }

  /** Main and test classes, and every library, as they stand in this build. */
  private static String classPath() {
    String libraries =
        System.getProperty("jdk.module.path", "")
            + System.getProperty("path.separator")
            + System.getProperty("java.class.path");
    return Path.of("target", "classes")
        + System.getProperty("path.separator")
        + Path.of("target", "test-classes")
        + System.getProperty("path.separator")
        + libraries;
  }

  /** Arguments: photo, mask, target, format. */
  public static void main(String[] args) throws IOException {
    new CompositeProbe().measure(args);
  }

  private void measure(String[] args) throws IOException {
    CompositeReport report =
        MaskCompositor.builder()
            .format(args[3].equals("jpeg") ? OutputFormat.JPEG : OutputFormat.PNG)
            .progress(this::sample)
            .build()
            .composite(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    if (report.nothingPainted()) {
      throw new AssertionError("the mask was painted");
    }
    System.out.println(peakHeapBytes + " " + residentBytes());
  }

  private void sample(long rowsDone, long rowsTotal) {
    if (rowsDone >= nextSampleRow) {
      nextSampleRow = rowsDone + rowsTotal / SAMPLES;
      Runtime runtime = Runtime.getRuntime();
      runtime.gc();
      peakHeapBytes = Math.max(peakHeapBytes, runtime.totalMemory() - runtime.freeMemory());
    }
  }

  private static long residentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }
}
