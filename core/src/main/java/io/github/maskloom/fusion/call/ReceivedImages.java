package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.call.CallFolder.CallFile;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What a provider hands over during one call, each image in a file of the call's folder. */
final class ReceivedImages implements ProviderCall {
  private static final int MAX_LINK_CHARS = 8 << 10;
  private static final int MAX_LINKS_CHARS = 1 << 20;

  private final CallContext context;

  /** Guards everything below. */
  private final Object lock = new Object();

  private final NavigableMap<Integer, Path> files = new TreeMap<>();
  private final NavigableMap<Integer, FusionException> failures = new TreeMap<>();

  /** How often each image was begun. */
  private final Map<Integer, Integer> begun = new TreeMap<>();

  private final List<String> surplusLinks = new ArrayList<>();
  private int surplusLinkChars;
  private int surplus;

  ReceivedImages(CallContext context) {
    this.context = context;
  }

  /** What the next call to the provider hands its images to, which come after those before. */
  ProviderCall nextCall() {
    synchronized (lock) {
      int came = files.isEmpty() ? 0 : files.lastKey() + 1;
      int first = failures.isEmpty() ? came : Math.max(came, failures.lastKey() + 1);
      return first == 0 ? this : new LaterCall(this, first);
    }
  }

  @Override
  public Cancellation cancellation() {
    return context.cancellation();
  }

  @Override
  public ImageTarget image(int index) {
    Path file = newFile(index);
    return CallFile.named(file).onCommit(() -> received(index, file));
  }

  @Override
  public Optional<ImageTarget> preview(int index, int number) {
    checkIndex(index);
    checkIndex(number);
    Path file = context.folder().file("preview-" + index + "-" + number);
    Runnable committed = () -> context.events().preview(index, number, ImageSource.of(file));
    return Optional.of(new CallFile(file).onCommit(committed));
  }

  /** A file of its own, for an image may be begun again while somebody still has it open. */
  private Path newFile(int index) {
    checkIndex(index);
    synchronized (lock) {
      if (files.containsKey(index)) {
        throw new IllegalStateException("image " + index + " was received before");
      }
      int time = begun.merge(index, 1, Integer::sum);
      return context.folder().file(LeftImages.CAME + index + (time == 1 ? "" : "-" + time));
    }
  }

  private void received(int index, Path file) {
    int received;
    synchronized (lock) {
      files.put(index, file);
      failures.remove(index);
      received = files.size();
    }
    context.events().imageReceived(index, received, context.request().count());
  }

  @Override
  public void imageFailed(int index, FusionException failure) {
    checkIndex(index);
    Objects.requireNonNull(failure, "why an image failed must be said");
    synchronized (lock) {
      if (!files.containsKey(index)) {
        failures.put(index, failure);
      }
    }
  }

  @Override
  public void imageLeft(Optional<String> link) {
    context.events().imageLeft();
    synchronized (lock) {
      surplus += surplus < Integer.MAX_VALUE ? 1 : 0;
      link.ifPresent(this::keepLink);
    }
  }

  private void keepLink(String link) {
    if (link.length() <= Math.min(MAX_LINK_CHARS, MAX_LINKS_CHARS - surplusLinkChars)) {
      surplusLinkChars += link.length();
      surplusLinks.add(link);
    }
  }

  private static void checkIndex(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("images are counted from 0");
    }
  }

  @Override
  public ImageLimits imageLimits() {
    return context.config().reading().limits();
  }

  @Override
  public MemoryBudget budget() {
    return context.config().working().budget();
  }

  @Override
  public ProviderListener listener() {
    return context.events();
  }

  /** How many images came. */
  int count() {
    synchronized (lock) {
      return files.size();
    }
  }

  /** How many images the provider made beyond those that were asked for. */
  int surplusCount() {
    synchronized (lock) {
      return surplus;
    }
  }

  /** The images that came, by their index. */
  Map<Integer, Path> files() {
    synchronized (lock) {
      return new TreeMap<>(files);
    }
  }

  /** The images that the provider made beyond those that were asked for. */
  SurplusImages surplus() {
    synchronized (lock) {
      return new SurplusImages(surplus, surplusLinks);
    }
  }

  /** The images that failed alone, by their index. */
  Map<Integer, FusionException> failures() {
    synchronized (lock) {
      return new TreeMap<>(failures);
    }
  }

  /**
   * A call to a provider after others for the same request, whose images come after theirs.
   *
   * @param all what takes the images of all calls
   * @param first index that the first image of this call has there
   */
  private record LaterCall(ProviderCall all, int first) implements ProviderCall {
    @Override
    public Cancellation cancellation() {
      return all.cancellation();
    }

    @Override
    public ImageTarget image(int index) {
      return all.image(ofAll(index));
    }

    @Override
    public Optional<ImageTarget> preview(int index, int number) {
      return all.preview(ofAll(index), number);
    }

    @Override
    public void imageFailed(int index, FusionException failure) {
      all.imageFailed(ofAll(index), failure);
    }

    @Override
    public void imageLeft(Optional<String> link) {
      all.imageLeft(link);
    }

    @Override
    public ImageLimits imageLimits() {
      return all.imageLimits();
    }

    @Override
    public MemoryBudget budget() {
      return all.budget();
    }

    @Override
    public ProviderListener listener() {
      ProviderListener hears = all.listener();
      return new ProviderListener() {
        @Override
        public void modelKnown(String model) {
          hears.modelKnown(model);
        }

        @Override
        public void sentAs(String clientRequestId) {
          hears.sentAs(clientRequestId);
        }

        @Override
        public void answeredAs(String serverRequestId) {
          hears.answeredAs(serverRequestId);
        }

        @Override
        public void uploading(long bytes, long totalBytes) {
          hears.uploading(bytes, totalBytes);
        }

        @Override
        public void waiting() {
          hears.waiting();
        }

        @Override
        public void downloading(int index, long bytes) {
          hears.downloading(ofAll(index), bytes);
        }

        @Override
        public void attemptFailed(FailedAttempt attempt) {
          hears.attemptFailed(attempt);
        }
      };
    }

    /** A negative index stays one, which is refused. */
    private int ofAll(int index) {
      return index < 0 ? index : first + index;
    }
  }
}
