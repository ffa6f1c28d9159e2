package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * A process of its own that makes one composite, or restores, and says what memory it took: the
 * heap in use right after a forced collection, at 24 places spread over the rows, and the peak of
 * the resident set.
 */
public final class CompositeProbe {
  private static final int SAMPLES = 24;

  private long peakHeapBytes;
  private long nextSampleRow;

  private CompositeProbe() {}

  /** What a probe measured; the resident set is 0 where the system does not tell it. */
  public record Peak(long heapBytes, long residentBytes) {}

  /**
   * Runs a probe with a small heap that is collected exactly.
   *
   * @param tempFolder for its temporary files; if it does not exist, none can be created
   */
  public static Peak run(Path photo, Path mask, Path target, OutputFormat format, Path tempFolder)
      throws IOException, InterruptedException {
    return run(tempFolder, arguments(photo, mask, target, format), ChildJvm.exactCollections());
  }

  /** Runs the same with the garbage collection that the JVM chooses, which counts for more. */
  public static Peak runAsUsual(
      Path photo, Path mask, Path target, OutputFormat format, Path tempFolder)
      throws IOException, InterruptedException {
    return run(tempFolder, arguments(photo, mask, target, format));
  }

  private static List<String> arguments(Path photo, Path mask, Path target, OutputFormat format) {
    String formatName = format instanceof OutputFormat.Jpeg ? "jpeg" : "png";
    return List.of(photo.toString(), mask.toString(), target.toString(), formatName);
  }

  /**
   * Runs a probe that restores, with a heap as in {@link #run}.
   *
   * @param format of the photo and of what is written
   */
  public static Peak runRestoring(
      Path photo,
      Path replacement,
      Path mask,
      Path target,
      OutputFormat format,
      RestoreOptions.Comparison comparison,
      Path tempFolder)
      throws IOException, InterruptedException {
    return run(
        tempFolder,
        Stream.concat(
                arguments(photo, mask, target, format).stream(),
                Stream.of(replacement.toString(), comparison.name()))
            .toList(),
        ChildJvm.exactCollections());
  }

  private static Peak run(Path tempFolder, List<String> arguments, String... options)
      throws IOException, InterruptedException {
    Process child = ChildJvm.start(CompositeProbe.class, tempFolder, arguments, options);
    try (Scanner figures = new Scanner(child.getInputStream(), UTF_8)) {
      Peak peak = new Peak(figures.nextLong(), figures.nextLong());
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return peak;
    }
  }

  /** Arguments: photo, mask, target, format; to restore, replacement and comparison. */
  public static void main(String[] args) throws IOException {
    new CompositeProbe().measure(args);
  }

  private void measure(String[] args) throws IOException {
    OutputFormat format = args[3].equals("jpeg") ? OutputFormat.JPEG : OutputFormat.PNG;
    Path photo = Path.of(args[0]);
    Path mask = Path.of(args[1]);
    Path target = Path.of(args[2]);
    boolean nothingPainted =
        args.length == 4
            ? MaskCompositor.create()
                .withFormat(format)
                .withWork(WorkOptions.DEFAULT.withListener(Heard.rows(this::sample)))
                .composite(photo, mask, target)
                .nothingPainted()
            : PhotoRestorer.create()
                .withFormat(format)
                .withWork(WorkOptions.DEFAULT.withListener(Heard.rows(this::sample)))
                .withComparison(RestoreOptions.Comparison.valueOf(args[5]))
                .restore(photo, Path.of(args[4]), mask, target)
                .nothingPainted();
    if (nothingPainted) {
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
