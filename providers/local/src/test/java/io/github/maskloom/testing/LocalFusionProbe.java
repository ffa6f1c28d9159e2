package io.github.maskloom.testing;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.local.LocalFusionProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process of its own that makes one local fusion and says what memory it took: the largest heap
 * in use right after a forced collection, ever more rarely, and the peak of the resident set.
 */
public final class LocalFusionProbe implements ProviderCall {
  /** A sample is taken when the work has gone on by this part of what was done. */
  private static final int SAMPLE_PARTS = 64;

  private final Path target;
  private long peakHeapBytes;
  private long questions;
  private long nextSample;

  private LocalFusionProbe(Path target) {
    this.target = target;
  }

  /** What a probe measured; the resident set is 0 where the system does not tell it. */
  public record Peak(long heapBytes, long residentBytes) {}

  /**
   * Runs a probe with a small heap and without temporary files.
   *
   * @param heap the option that sets it, such as {@code -Xmx24m}
   * @param mediaType of the scene
   */
  public static Peak run(
      String heap, Path scene, String mediaType, Path mask, Path reference, Path target)
      throws IOException, InterruptedException {
    List<Long> numbers =
        Probe.numbers(
            LocalFusionProbe.class,
            target.resolveSibling("no-such-folder"),
            List.of(scene, mediaType, mask, reference, target),
            heap);
    return new Peak(numbers.get(0), numbers.get(1));
  }

  /** Arguments: scene, its media type, mask, reference, target. */
  public static void main(String[] args) throws IOException {
    ProviderRequest request =
        new ProviderRequest(
            picture(args[0], args[1]),
            Optional.of(picture(args[2], "image/png")),
            List.of(picture(args[3], "image/png")),
            "",
            OutputSize.UNSET,
            1,
            RequestOptions.NONE);
    LocalFusionProbe probe = new LocalFusionProbe(Path.of(args[4]));
    try (ProviderSession session =
        new LocalFusionProvider().open(new ProviderConfig.Defaults("local"))) {
      session.fuse(request, probe);
    }
    System.out.println(probe.peakHeapBytes + " " + ProcessStatus.peakResidentBytes());
  }

  private static ProviderInput.Image picture(String file, String mediaType) {
    return new ProviderInput.Image(ImageSource.of(Path.of(file)), mediaType, 1, 1, 1);
  }

  private synchronized void sample() {
    questions++;
    if (questions > nextSample) {
      nextSample = questions + questions / SAMPLE_PARTS;
      Runtime runtime = Runtime.getRuntime();
      runtime.gc();
      peakHeapBytes = Math.max(peakHeapBytes, runtime.totalMemory() - runtime.freeMemory());
    }
  }

  /** The thread that asks works; so memory is measured at every stage. */
  @Override
  public Cancellation cancellation() {
    return new Cancellation() {
      @Override
      public boolean isCancelled() {
        sample();
        return false;
      }

      @Override
      public Registration onCancel(Runnable action) {
        return () -> {};
      }
    };
  }

  @Override
  public ImageTarget image(int index) {
    return ImageTarget.of(target);
  }

  @Override
  public void imageFailed(int index, FusionException failure) {
    throw failure;
  }
}
