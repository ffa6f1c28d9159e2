package io.github.maskloom.fusion;

import io.github.maskloom.MaskStatistics;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call from its request to its result. Used once; only {@link #cancel} is for other threads.
 */
final class FusionCall {
  private final FusionRequest request;
  private final String providerId;
  private final ProviderSession session;
  private final FusionConfig config;
  private final CallNews news;
  private final CallCancellation cancellation = new CallCancellation();
  private final AtomicBoolean recorded = new AtomicBoolean();
  private final RecordDraft draft;
  private volatile String whyCancelled = "the call was cancelled";

  FusionCall(
      FusionRequest request, String providerId, ProviderSession session, FusionConfig config) {
    this.request = request;
    this.providerId = providerId;
    this.session = session;
    this.config = config;
    news = new CallNews(config, request.listener());
    draft = new RecordDraft(request, providerId);
  }

  CallNews news() {
    return news;
  }

  /** Makes the call end soon, wherever it is, for the first reason that is given. */
  void cancel(String why) {
    if (!cancellation.isCancelled()) {
      whyCancelled = why;
    }
    cancellation.cancel();
  }

  /** Whether the calling thread works for the call, as it does when it tells a listener. */
  boolean isRunByThisThread() {
    return cancellation.isWorker();
  }

  /** Whether the journal and the listeners were told, or are being told, how it ended. */
  boolean isRecorded() {
    return recorded.get();
  }

  /** Makes sure that the request stays within what the provider can do. */
  void check() {
    capabilities().check(providerId, request.outline());
  }

  private ProviderCapabilities capabilities() {
    ProviderCapabilities able = session.capabilities(request.options());
    if (able == null) {
      throw new FusionServiceException(
          "the provider does not say what it can do", FusionFailure.notSent(providerId));
    }
    return able;
  }

  /**
   * Does everything on the calling thread.
   *
   * @throws CancelledException if the call was cancelled, whatever that made fail
   */
  FusionResult run(TempRoot root) throws IOException {
    cancellation.begin();
    try {
      cancellation.throwIfCancelled();
      return runIn(CallFolder.create(root));
    } catch (IOException | RuntimeException | Error e) {
      if (cancellation.isCancelled()) {
        throw cancelled(e);
      }
      record(FusionOutcome.FAILED, Optional.of(e));
      throw e;
    } finally {
      cancellation.end();
    }
  }

  private FusionResult runIn(CallFolder folder) throws IOException {
    boolean done = false;
    try {
      FusionResult result = work(folder);
      done = true;
      return result;
    } finally {
      if (!done) {
        closeAfterFailure(folder);
      }
    }
  }

  /**
   * An interrupt, which may be how the call was cancelled, would break off the clean-up as well.
   */
  private static void closeAfterFailure(CallFolder folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      folder.close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private FusionResult work(CallFolder folder) throws IOException {
    InputPictures pictures =
        new InputPictures(request, capabilities(), providerId, config, folder, cancellation, news);
    pictures.checkFiles();
    ProviderRequest prepared = prepared(pictures);
    Optional<Restoring> restoring =
        request
            .restoreOptions()
            .map(how -> new Restoring(request, how, config, folder, cancellation, news));
    if (restoring.isPresent()) {
      restoring.get().check();
    }
    ReceivedImages received =
        new ReceivedImages(folder, cancellation, news, request.count(), config);
    Optional<FusionException> cutShort = receive(prepared, received);
    pictures.delete();
    List<FusedImage> images =
        new FinishedImages(
                restoring, draft.failure(Delivery.ACCEPTED), config, folder, cancellation)
            .of(received);
    cancellation.throwIfCancelled();
    requireAny(images, cutShort);
    return result(images, received.surplus(), cutShort, pictures.painted(), folder);
  }

  /**
   * Makes sure that the call was worth something.
   *
   * @throws FusionException if no picture can be used: why it broke off, or the first one failed,
   *     of those reasons that let the request get farthest
   */
  private void requireAny(List<FusedImage> images, Optional<FusionException> cutShort) {
    if (images.stream().noneMatch(FusedImage::isPresent)) {
      draft.imagesReceived(0);
      throw Stream.concat(
              cutShort.stream(), images.stream().flatMap(image -> image.failure().stream()))
          .max(Comparator.comparing(FusionException::delivery))
          .orElseGet(
              () ->
                  new FusionServiceException(
                      "the provider made no picture", draft.failure(Delivery.ACCEPTED)));
    }
  }

  private ProviderRequest prepared(InputPictures pictures) throws IOException {
    try {
      ProviderInput.Picture scene = pictures.scene();
      draft.scene(scene);
      return new ProviderRequest(
          scene,
          pictures.mask(scene),
          pictures.references(),
          request.prompt(),
          request.size(),
          request.count(),
          request.options());
    } finally {
      draft.uploadBytes(pictures.bytes());
    }
  }

  /**
   * Lets the provider work.
   *
   * @return why it broke off, if some pictures had come before: those are paid for
   */
  private Optional<FusionException> receive(ProviderRequest prepared, ReceivedImages received)
      throws IOException {
    cancellation.throwIfCancelled();
    draft.sent();
    try {
      ProviderResponse answer = session.fuse(prepared, received);
      if (answer == null) {
        throw unexpected("it returned nothing", received, null);
      }
      draft.response(answer);
      return Optional.empty();
    } catch (FusionException e) {
      return keeping(received, e);
    } catch (IOException e) {
      return keeping(received, brokenHere(e, received));
    } catch (MaskloomException e) {
      if (keepsNothing(received)) {
        throw e;
      }
      return Optional.of(unexpected(e.getClass().getName(), received, e));
    } catch (RuntimeException e) {
      return keeping(received, unexpected(e.getClass().getName(), received, e));
    } finally {
      draft.imagesReceived(received.files().size());
      draft.imagesSurplus(received.surplus().count());
    }
  }

  private Optional<FusionException> keeping(ReceivedImages received, FusionException failure) {
    if (keepsNothing(received)) {
      throw failure;
    }
    return Optional.of(failure);
  }

  private boolean keepsNothing(ReceivedImages received) {
    return cancellation.isCancelled() || received.files().isEmpty();
  }

  /** A disk that is full, say: the provider knew no better, and may have done its work. */
  private FusionException brokenHere(IOException cause, ReceivedImages received) {
    return new FusionException(
        "a picture could not be read or written here: " + cause.getClass().getSimpleName(),
        draft.failure(deliveryOf(received)),
        cause);
  }

  private FusionServiceException unexpected(
      String what, ReceivedImages received, @Nullable Exception cause) {
    FusionServiceException failure =
        new FusionServiceException(
            "the provider failed unexpectedly: " + what, draft.failure(deliveryOf(received)));
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  private static Delivery deliveryOf(ReceivedImages received) {
    return received.files().isEmpty() ? Delivery.UNKNOWN : Delivery.ACCEPTED;
  }

  private FusionResult result(
      List<FusedImage> images,
      SurplusImages surplus,
      Optional<FusionException> cutShort,
      Optional<MaskStatistics> painted,
      CallFolder folder) {
    Optional<FusionException> worst =
        cutShort.or(() -> images.stream().flatMap(i -> i.shortfall().stream()).findFirst());
    FusionOutcome outcome = worst.isEmpty() ? FusionOutcome.SUCCEEDED : FusionOutcome.PARTIAL;
    draft.imagesReceived((int) images.stream().filter(FusedImage::isPresent).count());
    FusionRecord kept = record(outcome, worst);
    return new FusionResult(
        images, kept, painted.or(() -> FinishedImages.mask(images)), surplus, cutShort, folder);
  }

  private CancelledException cancelled(Throwable cause) {
    CancelledException cancelled = new CancelledException(whyCancelled, draft.delivery(cause));
    cancelled.initCause(cause);
    record(FusionOutcome.CANCELLED, Optional.of(cancelled));
    return cancelled;
  }

  /** The call ends before it began: it was refused, or cancelled in the queue. */
  void neverRan(Throwable why) {
    boolean wasCancelled = why instanceof CancelledException;
    record(wasCancelled ? FusionOutcome.CANCELLED : FusionOutcome.FAILED, Optional.of(why));
  }

  /** Tells the journal and the listeners, once. */
  private FusionRecord record(FusionOutcome outcome, Optional<? extends Throwable> error) {
    FusionRecord kept = draft.ended(outcome, error, news.failedAttempts());
    if (recorded.compareAndSet(false, true)) {
      news.finished(kept);
    }
    return kept;
  }
}
