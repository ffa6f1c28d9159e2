package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/**
 * A process of its own, with a heap of 24 MB, that prepares an image and says what memory it took:
 * the heap in use right after a forced collection, at some places spread over the work.
 */
public final class PrepareProbe {
  private static final int SAMPLE_EVERY_MILLIS = 150;

  private long peakHeapBytes;
  private long nextSampleMillis;
  private long asked;
  private long nextSampleAsked;

  private PrepareProbe() {}

  /** The peak of the heap. */
  public static long run(Path picture, Path target, int maxSide, long maxBytes, Path tempFolder)
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.start(
            PrepareProbe.class,
            tempFolder,
            List.of(
                picture.toString(),
                target.toString(),
                String.valueOf(maxSide),
                String.valueOf(maxBytes)),
            ChildJvm.exactCollections());
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      long bytes = out.nextLong();
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return bytes;
    }
  }

  /** Arguments: image, target, longest side, most bytes. */
  public static void main(String[] args) throws IOException {
    System.out.println(new PrepareProbe().measure(args));
  }

  private long measure(String[] args) throws IOException {
    ImagePreparer.create()
        .withFormat(OutputFormat.JPEG)
        .withMaxSide(Integer.parseInt(args[2]))
        .withLimits(UploadLimits.NONE.withMaxBytes(Long.parseLong(args[3])))
        .withPassThrough(false)
        .withWork(WorkOptions.DEFAULT.withCancel(this::sample))
        .prepare(ImageSource.of(Path.of(args[0])), ImageTarget.of(Path.of(args[1])));
    return peakHeapBytes;
  }

  private synchronized boolean sample() {
    long now = System.nanoTime() / 1_000_000;
    asked++;
    // Also by the number of times: a small image may be done before the second look is due.
    if (now >= nextSampleMillis || asked >= nextSampleAsked) {
      nextSampleAsked = asked + asked / 4 + 1;
      Runtime runtime = Runtime.getRuntime();
      runtime.gc();
      peakHeapBytes = Math.max(peakHeapBytes, runtime.totalMemory() - runtime.freeMemory());
      nextSampleMillis = System.nanoTime() / 1_000_000 + SAMPLE_EVERY_MILLIS;
    }
    return false;
  }
}
