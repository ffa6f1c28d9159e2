package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Throwables;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionResult.SurplusImages;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.call.TempFolder.TempFile;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a call in which its provider works, and may fail in any way, and what the provider
 * hands over meanwhile: each image in a file of the call's folder.
 */
final class ProviderTurn {
  private static final int MAX_LINK_CHARS = 8 << 10;
  private static final int MAX_LINKS_CHARS = 1 << 20;

  private final RunningCall call;

  /** Guarded by this, as is what follows. */
  private final NavigableMap<Integer, Path> files = new TreeMap<>();

  private final NavigableMap<Integer, FusionException> failures = new TreeMap<>();

  /** How often each image was begun. */
  private final Map<Integer, Integer> begun = new TreeMap<>();

  private final List<String> surplusLinks = new ArrayList<>();
  private int surplusLinkChars;
  private int surplus;

  ProviderTurn(RunningCall call) {
    this.call = call;
  }

  /**
   * Lets the provider work, in as many calls as it takes. The first that fails or brings nothing is
   * the last.
   *
   * @param imagesOfCall how many images one call asks for, at most
   * @return why it broke off, if some images had come before: those are paid for
   */
  Optional<FusionException> fuse(ProviderRequest prepared, int imagesOfCall) throws IOException {
    Optional<FusionException> broken = Optional.empty();
    boolean brought = true;
    for (int left = prepared.count(); left > 0 && brought; left -= imagesOfCall) {
      int before = count();
      broken = ask(prepared.withCount(Math.min(left, imagesOfCall)));
      brought = broken.isEmpty() && count() > before;
    }
    return broken;
  }

  private Optional<FusionException> ask(ProviderRequest request) throws IOException {
    beginSending();
    try {
      return answered(call.session.fuse(request, new OneCall()));
    } catch (Throwable e) {
      return brokenBy(e);
    } finally {
      call.history.came(count(), surplus().count());
    }
  }

  /** In this order: a cancel that comes now finds the call either sent or never to be sent. */
  private void beginSending() {
    int before = call.history.calls;
    call.history.calls = before + 1;
    if (call.cancel.isCancelled()) {
      call.history.calls = before;
      call.cancel.throwIfCancelled();
    }
  }

  /**
   * Lets the provider take a job up again.
   *
   * @return why it broke off, if some images had come before
   */
  Optional<FusionException> resume(ProviderJob job, ProviderJob.Asked asked) throws IOException {
    call.cancel.throwIfCancelled();
    try {
      return answered(call.session.resume(job, asked, new OneCall()));
    } catch (Throwable e) {
      return brokenBy(e);
    } finally {
      call.history.came(count(), surplus().count());
    }
  }

  /** Lets the provider ask for a price. */
  FusionQuote quote(ProviderRequest request) {
    call.cancel.throwIfCancelled();
    try {
      return Objects.requireNonNull(call.session.quote(request, new OneCall()));
    } catch (MaskloomException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private Optional<FusionException> answered(@Nullable ProviderResponse answer) {
    if (answer == null) {
      throw new FusionServiceException(
          "the provider failed unexpectedly: it returned nothing", reached());
    }
    call.history.answered(answer);
    return Optional.empty();
  }

  /** Undeclared exceptions come here too, as other JVM languages throw them. */
  private Optional<FusionException> brokenBy(Throwable thrown) {
    boolean keepsNothing = call.cancel.isCancelled() || count() == 0;
    if (keepsNothing && passesAsItIs(thrown)) {
      Throwables.throwIfUnchecked(thrown);
    }
    FusionException failure = failure(thrown);
    if (keepsNothing) {
      throw failure;
    }
    return Optional.of(
        call.history.calls > 1
            ? failure.reaching(call.history.delivery(failure), "calls before brought images")
            : failure);
  }

  /** Once a job is queued, only what can carry its ticket does. */
  private boolean passesAsItIs(Throwable thrown) {
    boolean carriesTickets =
        thrown instanceof FusionException || thrown instanceof CancelledException;
    return carriesTickets
        || (call.history.ticket().isEmpty()
            && (thrown instanceof MaskloomException || thrown instanceof Error));
  }

  private FusionException failure(Throwable thrown) {
    if (thrown instanceof FusionException failure) {
      return failure;
    }
    // A disk that is full, say: the provider knew no better, and may have done its work.
    return thrown instanceof IOException
        ? new FusionException(
            "an image could not be read or written here: " + thrown.getClass().getSimpleName(),
            reached(),
            thrown)
        : new FusionServiceException(
            "the provider failed unexpectedly: " + thrown.getClass().getName(), reached(), thrown);
  }

  private FusionException.Failure reached() {
    return call.history.failure(call.history.delivery());
  }

  /** How many images came. */
  private synchronized int count() {
    return files.size();
  }

  /** The images that came, by their index. */
  synchronized Map<Integer, Path> files() {
    return new TreeMap<>(files);
  }

  /** The images that failed alone, by their index. */
  synchronized Map<Integer, FusionException> failures() {
    return new TreeMap<>(failures);
  }

  /** The images that the provider made beyond those that were asked for. */
  synchronized SurplusImages surplus() {
    return new SurplusImages(surplus, surplusLinks);
  }

  /** Behind the images of the calls before. */
  private synchronized int nextIndex() {
    int came = files.isEmpty() ? 0 : files.lastKey() + 1;
    return failures.isEmpty() ? came : Math.max(came, failures.lastKey() + 1);
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
    call.history.reached(Delivery.ACCEPTED);
    int asked = call.sources.request().count();
    call.news.progress(new FusionProgress.ImageReceived(index, received, asked));
  }

  private synchronized void failed(int index, FusionException why) {
    if (!files.containsKey(index)) {
      failures.put(index, why);
    }
  }

  private synchronized void left(Optional<String> link) {
    surplus += surplus < Integer.MAX_VALUE ? 1 : 0;
    int most = Math.min(MAX_LINK_CHARS, MAX_LINKS_CHARS - surplusLinkChars);
    link.filter(text -> text.length() <= most)
        .ifPresent(
            text -> {
              surplusLinkChars += text.length();
              surplusLinks.add(text);
            });
  }

  /** One of the calls that the provider takes; in each it counts its images from 0. */
  private final class OneCall implements ProviderCall {
    /** The index that the first image of this call has among those of all. */
    private final int first = nextIndex();

    private int ofAll(int index) {
      checkArgument(index >= 0, "images are counted from 0");
      return first + index;
    }

    @Override
    public Cancellation cancellation() {
      return call.cancel;
    }

    @Override
    public ImageTarget image(int index) {
      int ofAll = ofAll(index);
      String name = newName(ofAll);
      TempFile file =
          new TempFile(() -> call.folder.file(name), true) {
            @Override
            void failed() {
              // The service has made it, whatever becomes of it here.
              call.history.reached(Delivery.ACCEPTED);
            }
          };
      return file.onCommit(() -> received(ofAll, file.path()));
    }

    @Override
    public Optional<ImageTarget> preview(int index, int number) {
      int ofAll = ofAll(index);
      checkArgument(number >= 0, "previews are counted from 0");
      TempFile file =
          new TempFile(() -> call.folder.file("preview-" + ofAll + "-" + number), false);
      return Optional.of(file.onCommit(() -> previewed(ofAll, number, file.path())));
    }

    private void previewed(int index, int number, Path file) {
      call.history.reached(Delivery.ACCEPTED);
      call.news.progress(new FusionProgress.Preview(index, number, ImageSource.of(file)));
    }

    @Override
    public void imageFailed(int index, FusionException failure) {
      failed(ofAll(index), Objects.requireNonNull(failure, "why an image failed must be said"));
    }

    @Override
    public void imageLeft(Optional<String> link) {
      call.history.reached(Delivery.ACCEPTED);
      left(link);
    }

    @Override
    public void sending(String clientRequestId) {
      call.sending(clientRequestId, Optional.empty());
    }

    @Override
    public void sending(String clientRequestId, String requestSha256) {
      call.sending(clientRequestId, Optional.of(requestSha256));
    }

    @Override
    public Optional<String> sentBefore() {
      return call.ticket.sentBefore();
    }

    @Override
    public void keepJob(ProviderJob job) {
      answeredAs(job.id());
      call.ticket.accepted(job);
    }

    @Override
    public void keepDoubtedJob(ProviderJob job) {
      call.history.isJobDoubted = true;
      keepJob(job);
    }

    @Override
    public void jobEnded(ProviderJob.End why) {
      call.history.jobEnd = why;
    }

    @Override
    public boolean isJobUnwanted() {
      return call.unwanted;
    }

    @Override
    public ImageLimits imageLimits() {
      return call.config.reading().limits();
    }

    @Override
    public MemoryBudget budget() {
      return call.config.working().budget();
    }

    @Override
    public void modelKnown(String model) {
      call.history.heard(ProviderResponse.NONE.withModel(model));
    }

    @Override
    public void answeredAs(String serverRequestId) {
      call.history.heard(ProviderResponse.NONE.withRequestIds(List.of(), List.of(serverRequestId)));
    }

    @Override
    public void uploading(long bytes, long totalBytes) {
      call.news.progress(new FusionProgress.Uploading(bytes, totalBytes));
    }

    @Override
    public void waiting() {
      call.news.progress(new FusionProgress.Waiting());
    }

    @Override
    public void downloading(int index, long bytes) {
      call.history.reached(Delivery.ACCEPTED);
      call.news.progress(new FusionProgress.Downloading(index < 0 ? index : first + index, bytes));
    }

    @Override
    public void attemptFailed(FusionProgress.AttemptFailed attempt) {
      call.history.failed(attempt.failure().failure());
      call.news.progress(attempt);
    }
  }
}
