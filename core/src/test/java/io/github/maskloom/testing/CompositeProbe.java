package io.github.maskloom.testing;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own that makes one image of those in a folder, and says what memory it took: the
 * heap in use right after a forced collection, at places spread over the work, and the peak of the
 * resident set. The files are {@code photo}, {@code mask}, {@code answer} and {@code result}.
 */
public final class CompositeProbe {
  private static final int SAMPLES = 24;
  private static final int SAMPLE_EVERY_MILLIS = 150;

  private final Path folder;
  private long peakHeapBytes;
  private long nextSampleRow;
  private long nextSampleMillis;
  private long asked;
  private long nextSampleAsked;

  private CompositeProbe(Path folder) {
    this.folder = folder;
  }

  /** What a probe measured; the resident set is 0 where the system does not tell it. */
  public record Peak(long heapBytes, long residentBytes) {}

  /**
   * Composites with a small heap that is collected exactly.
   *
   * @param tempFolder for its temporary files; if it does not exist, none can be created
   */
  public static Peak composite(Path folder, OutputFormat format, Path tempFolder)
      throws IOException, InterruptedException {
    return run(tempFolder, List.of("composite", folder, name(format)));
  }

  /** Composites with the collector that the JVM chooses, which counts for more. */
  public static Peak compositeAsUsual(Path folder, OutputFormat format, Path tempFolder)
      throws IOException, InterruptedException {
    List<String> arguments = List.of("composite", folder.toString(), name(format));
    return peak(Probe.numbers(CompositeProbe.class, tempFolder, arguments));
  }

  /**
   * Restores the photo from the answer.
   *
   * @param format of the photo and of what is written
   */
  public static Peak restore(
      Path folder, OutputFormat format, RestoreOptions.Comparison comparison, Path tempFolder)
      throws IOException, InterruptedException {
    return run(tempFolder, List.of("restore", folder, name(format), comparison));
  }

  /** Prepares the photo as a JPEG of a longest side and so many bytes. */
  public static Peak prepare(Path folder, int maxSide, long maxBytes)
      throws IOException, InterruptedException {
    return run(folder, List.of("prepare", folder, "jpeg", maxSide, maxBytes));
  }

  private static String name(OutputFormat format) {
    return format instanceof OutputFormat.Jpeg ? "jpeg" : "png";
  }

  private static Peak run(Path tempFolder, List<?> arguments)
      throws IOException, InterruptedException {
    return peak(
        Probe.numbers(CompositeProbe.class, tempFolder, arguments, ChildJvm.exactCollections()));
  }

  private static Peak peak(List<Long> numbers) {
    return new Peak(numbers.get(0), numbers.get(1));
  }

  /** Arguments: what is done, the folder, the format, and what else that takes. */
  public static void main(String[] args) throws IOException {
    CompositeProbe probe = new CompositeProbe(Path.of(args[1]));
    OutputFormat format = args[2].equals("jpeg") ? OutputFormat.JPEG : OutputFormat.PNG;
    boolean nothingPainted =
        switch (args[0]) {
          case "composite" -> probe.composite(format);
          case "restore" -> probe.restore(format, RestoreOptions.Comparison.valueOf(args[3]));
          default -> probe.prepare(Integer.parseInt(args[3]), Long.parseLong(args[4]));
        };
    if (nothingPainted) {
      throw new AssertionError("the mask was painted");
    }
    System.out.println(probe.peakHeapBytes + " " + ProcessStatus.peakResidentBytes());
  }

  private boolean composite(OutputFormat format) throws IOException {
    return MaskCompositor.create()
        .withFormat(format)
        .withWork(WorkOptions.DEFAULT.withListener(Heard.rows(this::sampleRow)))
        .composite(file("photo"), file("mask"), file("result"))
        .nothingPainted();
  }

  private boolean restore(OutputFormat format, RestoreOptions.Comparison comparison)
      throws IOException {
    return PhotoRestorer.create()
        .withFormat(format)
        .withWork(WorkOptions.DEFAULT.withListener(Heard.rows(this::sampleRow)))
        .withComparison(comparison)
        .restore(file("photo"), file("answer"), file("mask"), file("result"))
        .nothingPainted();
  }

  private boolean prepare(int maxSide, long maxBytes) throws IOException {
    return ImagePreparer.create()
        .withFormat(OutputFormat.JPEG)
        .withMaxSide(maxSide)
        .withLimits(UploadLimits.NONE.withMaxBytes(maxBytes))
        .withPassThrough(false)
        .withWork(WorkOptions.DEFAULT.withCancel(this::sampleTime))
        .prepare(file("photo"), file("result"))
        .nothingPainted();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void sampleRow(long rowsDone, long rowsTotal) {
    if (rowsDone >= nextSampleRow) {
      nextSampleRow = rowsDone + rowsTotal / SAMPLES;
      sample();
    }
  }

  /** Also by the number of times: a small image may be done before the second look is due. */
  private synchronized boolean sampleTime() {
    asked++;
    if (System.nanoTime() / 1_000_000 >= nextSampleMillis || asked >= nextSampleAsked) {
      nextSampleAsked = asked + asked / 4 + 1;
      sample();
      nextSampleMillis = System.nanoTime() / 1_000_000 + SAMPLE_EVERY_MILLIS;
    }
    return false;
  }

  private void sample() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    peakHeapBytes = Math.max(peakHeapBytes, runtime.totalMemory() - runtime.freeMemory());
  }
}
