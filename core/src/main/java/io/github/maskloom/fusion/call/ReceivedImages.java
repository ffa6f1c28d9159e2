package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.call.CallFolder.CallFile;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.fusion.spi.ProviderJob;
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
final class ReceivedImages {
  private static final int MAX_LINK_CHARS = 8 << 10;
  private static final int MAX_LINKS_CHARS = 1 << 20;

  private final CallContext context;

  /** Guarded by this, as is what follows. */
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
  synchronized ProviderCall nextCall() {
    int came = files.isEmpty() ? 0 : files.lastKey() + 1;
    return new OneCall(failures.isEmpty() ? came : Math.max(came, failures.lastKey() + 1));
  }

  /** One of the calls that the provider takes; in each it counts its images from 0. */
  private final class OneCall implements ProviderCall {
    /** The index that the first image of this call has among those of all. */
    private final int first;

    OneCall(int first) {
      this.first = first;
    }

    @Override
    public Cancellation cancellation() {
      return context.cancellation();
    }

    @Override
    public ImageTarget image(int index) {
      int ofAll = ofAll(index);
      String name = newName(ofAll);
      CallFile file =
          new CallFile(() -> context.folder().file(name), true) {
            @Override
            void failed() {
              // The service has made it, whatever becomes of it here.
              context.events().accepted();
            }
          };
      return file.onCommit(() -> received(ofAll, file.path()));
    }

    @Override
    public Optional<ImageTarget> preview(int index, int number) {
      int ofAll = ofAll(index);
      checkIndex(number);
      CallFile file =
          new CallFile(() -> context.folder().file("preview-" + ofAll + "-" + number), false);
      Runnable committed =
          () -> context.events().preview(ofAll, number, ImageSource.of(file.path()));
      return Optional.of(file.onCommit(committed));
    }

    @Override
    public void imageFailed(int index, FusionException failure) {
      int ofAll = ofAll(index);
      Objects.requireNonNull(failure, "why an image failed must be said");
      synchronized (ReceivedImages.this) {
        if (!files.containsKey(ofAll)) {
          failures.put(ofAll, failure);
        }
      }
    }

    @Override
    public void imageLeft(Optional<String> link) {
      context.events().accepted();
      synchronized (ReceivedImages.this) {
        surplus += surplus < Integer.MAX_VALUE ? 1 : 0;
        link.ifPresent(ReceivedImages.this::keepLink);
      }
    }

    @Override
    public void sending(String clientRequestId) {
      context.sending(clientRequestId);
    }

    @Override
    public void keepJob(ProviderJob job) {
      context.keepJob(job);
    }

    @Override
    public void jobEnded(ProviderJob.End why) {
      context.job().ended(why);
    }

    @Override
    public boolean isJobUnwanted() {
      return context.job().isUnwanted();
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
      return context.events().heardFrom(first);
    }

    private int ofAll(int index) {
      checkIndex(index);
      return first + index;
    }
  }

  private static void checkIndex(int index) {
    checkArgument(index >= 0, "images are counted from 0");
  }

  /** A name of its own, for an image may be begun again while somebody still has it open. */
  private synchronized String newName(int index) {
    checkState(!files.containsKey(index), "image %s was received before", index);
    int time = begun.merge(index, 1, Integer::sum);
    return LeftImages.CAME + index + (time == 1 ? "" : "-" + time);
  }

  private void received(int index, Path file) {
    int received;
    synchronized (this) {
      files.put(index, file);
      failures.remove(index);
      received = files.size();
    }
    context.events().imageReceived(index, received, context.request().count());
  }

  private void keepLink(String link) {
    if (link.length() <= Math.min(MAX_LINK_CHARS, MAX_LINKS_CHARS - surplusLinkChars)) {
      surplusLinkChars += link.length();
      surplusLinks.add(link);
    }
  }

  /** How many images came. */
  synchronized int count() {
    return files.size();
  }

  /** How many images the provider made beyond those that were asked for. */
  synchronized int surplusCount() {
    return surplus;
  }

  /** The images that came, by their index. */
  synchronized Map<Integer, Path> files() {
    return new TreeMap<>(files);
  }

  /** The images that the provider made beyond those that were asked for. */
  synchronized SurplusImages surplus() {
    return new SurplusImages(surplus, surplusLinks);
  }

  /** The images that failed alone, by their index. */
  synchronized Map<Integer, FusionException> failures() {
    return new TreeMap<>(failures);
  }
}
