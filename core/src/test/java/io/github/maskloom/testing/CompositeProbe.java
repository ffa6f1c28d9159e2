package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

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
    String formatName = format instanceof OutputFormat.Jpeg ? "jpeg" : "png";
    Process child =
        ChildJvm.start(
            CompositeProbe.class,
            tempFolder,
            List.of(photo.toString(), mask.toString(), target.toString(), formatName));
    try (Scanner figures = new Scanner(child.getInputStream(), UTF_8)) {
      Peak peak = new Peak(figures.nextLong(), figures.nextLong());
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return peak;
    }
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
    System.out.println(peakHeapBytes + " " + ProcessStatus.peakResidentBytes());
  }

  private void sample(long rowsDone, long rowsTotal) {
    if (rowsDone >= nextSampleRow) {
      nextSampleRow = rowsDone + rowsTotal / SAMPLES;
      Runtime runtime = Runtime.getRuntime();
      runtime.gc();
      peakHeapBytes = Math.max(peakHeapBytes, runtime.totalMemory() - runtime.freeMemory());
    }
  }
}
