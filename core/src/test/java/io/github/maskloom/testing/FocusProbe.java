package io.github.maskloom.testing;

import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own that makes a focused call, whose provider answers with what it was sent, and
 * says what heap was reserved at the most and what was taken: the most in use right after a forced
 * collection while the photo or the mask is read, less what was in use before.
 */
public final class FocusProbe {
  /** What a call reserved and took. */
  public record Figure(long declaredBytes, long measuredBytes) {}

  private FocusProbe() {}

  /**
   * Runs a call on a photo and a mask.
   *
   * @param small a photo and a mask of little size
   * @param folder for temporary files
   */
  public static Figure run(Path photo, Path mask, List<Path> small, Path folder)
      throws IOException, InterruptedException {
    List<Long> figures =
        Probe.numbers(
            FocusProbe.class,
            folder,
            List.of(photo, mask, small.get(0), small.get(1)),
            ChildJvm.exactCollections());
    return new Figure(figures.get(0), figures.get(1));
  }

  /** Arguments: photo, mask, and smaller ones, on which classes are loaded first. */
  public static void main(String[] args) throws IOException {
    call(Path.of(args[2]), Path.of(args[3]), looks());
    HeapLooks heap = looks();
    call(Path.of(args[0]), Path.of(args[1]), heap);
    System.out.println(heap.mostDrawnBytes() + " " + heap.takenBytes());
  }

  private static HeapLooks looks() {
    return new HeapLooks(MemoryBudget.ofBytes(1L << 40));
  }

  private static void call(Path photo, Path mask, HeapLooks heap) throws IOException {
    FusionConfig config =
        FusionConfig.builder().working(WorkOptions.DEFAULT.withBudget(heap.budget())).build();
    ScriptedProvider echo =
        new ScriptedProvider("echo", ProviderCapabilities.DEFAULT, FocusProbe::answer);
    FusionRequest request =
        FusionRequest.builder(watched(photo, heap)).mask(watched(mask, heap)).focus().build();
    try (FusionClient client = FusionClient.open(echo, config);
        FusionResult result = client.fuse(request)) {
      PhotoPart part = result.image().part().orElseThrow();
      if (part.isWhole() || result.image().unfinished().isPresent()) {
        throw new AssertionError("the call was not focused: " + part);
      }
    }
  }

  private static ProviderResponse answer(ProviderRequest request, ProviderCall call)
      throws IOException {
    try (InputStream scene = request.photo().source().open();
        ImageTarget.Draft draft = call.image(0).openDraft()) {
      scene.transferTo(draft.stream());
      draft.commit();
    }
    return ProviderResponse.NONE;
  }

  /** A file, whoever reads which has the heap looked at. */
  private static ImageSource watched(Path file, HeapLooks heap) throws IOException {
    return ImageSource.reopening(() -> new WatchedStream(Files.newInputStream(file), heap));
  }

  private static final class WatchedStream extends FilterInputStream {
    private final HeapLooks heap;

    WatchedStream(InputStream stream, HeapLooks heap) {
      super(stream);
      this.heap = heap;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      heap.look();
      return super.read(target, offset, length);
    }
  }
}
