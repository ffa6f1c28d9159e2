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
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One call from its request to its result. Used once; only {@link #cancel} is for other threads.
 */
final class FusionCall {
  private static final RateLimitedWarning LEFT =
      new RateLimitedWarning(
          LoggerFactory.getLogger(FusionCall.class), Duration.ofMinutes(1), System::nanoTime);

  private final FusionRequest request;
  private final String providerId;
  private final ProviderSession session;
  private final FusionConfig config;
  private final CallEvents news;
  private final CallCancellation cancellation = new CallCancellation();
  private final RecordDraft draft;
  private final CallEnd end;
  private volatile String whyCancelled = "the call was cancelled";

  FusionCall(
      FusionRequest request, String providerId, ProviderSession session, FusionConfig config) {
    this.request = request;
    this.providerId = providerId;
    this.session = session;
    this.config = config;
    news = new CallEvents(config, request.listener());
    draft = new RecordDraft(request, providerId, news);
    end = new CallEnd(draft, news);
  }

  CallEvents news() {
    return news;
  }

  /** How far the request has got, as far as is known. */
  Delivery delivery() {
    return draft.delivery();
  }

  /** How the call ended, and who has heard of it. */
  CallEnd end() {
    return end;
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
   * Does everything on the calling thread, which then works for the call no more. However it ends,
   * the journal and the listeners have heard of it.
   *
   * @throws CancelledException if the call was cancelled, whatever that made fail
   * @throws Throwable whatever else was thrown, declared or not
   */
  FusionResult run(TempRoot root) throws Throwable {
    cancellation.begin();
    try {
      cancellation.throwIfCancelled();
      return runIn(CallFolder.create(root));
    } catch (Throwable e) {
      throw ended(e);
    } finally {
      cancellation.end();
    }
  }

  /** What a caller gets to see of a failure, which everybody has heard of now. */
  private Throwable ended(Throwable cause) {
    boolean cancelled = cancellation.isCancelled();
    Throwable seen = cancelled ? cancelled(cause) : cause;
    end.failed(seen, cancelled);
    return seen;
  }

  /** The cancel that made something fail, or that failure if there is no memory to say so. */
  private Throwable cancelled(Throwable cause) {
    try {
      CancelledException cancelled = new CancelledException(whyCancelled, draft.delivery(cause));
      cancelled.initCause(cause);
      return cancelled;
    } catch (Throwable e) {
      return cause;
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
   * An interrupt, which may be how the call was cancelled, would break off the clean-up as well;
   * and what fails in that must not hide how far the request got.
   */
  private static void closeAfterFailure(CallFolder folder) {
    boolean interrupted = Thread.interrupted();
    try {
      folder.close();
    } catch (Throwable e) {
      warnOfFiles();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void warnOfFiles() {
    try {
      LEFT.warn("the files of a call that failed stay until the process ends");
    } catch (Throwable e) {
      // There is no memory for the words.
    }
  }

  private FusionResult work(CallFolder folder) throws IOException {
    InputImages pictures =
        new InputImages(request, capabilities(), providerId, config, folder, cancellation, news);
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
   * @throws FusionException if no image can be used: of why it broke off and why each image failed,
   *     the first that may have cost as much as any
   */
  private void requireAny(List<FusedImage> images, Optional<FusionException> cutShort) {
    if (images.stream().anyMatch(FusedImage::isPresent)) {
      return;
    }
    draft.imagesReceived(0);
    List<FusionException> failures =
        Stream.concat(cutShort.stream(), images.stream().flatMap(i -> i.failure().stream()))
            .toList();
    FusionException worst = failures.isEmpty() ? noImage() : worst(failures);
    cutShort.filter(why -> why != worst).ifPresent(worst::addSuppressed);
    throw worst;
  }

  private FusionServiceException noImage() {
    return new FusionServiceException(
        "the provider made no image", draft.failure(Delivery.ACCEPTED));
  }

  private static FusionException worst(List<FusionException> failures) {
    FusionException worst = failures.get(0);
    for (FusionException failure : failures) {
      if (failure.delivery().compareTo(worst.delivery()) > 0) {
        worst = failure;
      }
    }
    return worst;
  }

  private ProviderRequest prepared(InputImages pictures) throws IOException {
    try {
      ProviderInput.Image scene = pictures.scene();
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
   * @return why it broke off, if some images had come before: those are paid for
   */
  private Optional<FusionException> receive(ProviderRequest prepared, ReceivedImages received)
      throws IOException {
    beginSending();
    try {
      ProviderResponse answer = session.fuse(prepared, received);
      if (answer == null) {
        throw unexpected("it returned nothing", null);
      }
      draft.response(answer);
      return Optional.empty();
    } catch (FusionException e) {
      return keeping(received, e);
    } catch (Throwable e) {
      // Undeclared exceptions too, as other JVM languages throw them.
      boolean comesOutAsItIs = e instanceof MaskloomException || e instanceof Error;
      if (comesOutAsItIs && keepsNothing(received)) {
        throw e;
      }
      return keeping(
          received,
          e instanceof IOException ? brokenHere(e) : unexpected(e.getClass().getName(), e));
    } finally {
      draft.imagesReceived(received.files().size());
      draft.imagesSurplus(received.surplus().count());
    }
  }

  /** In this order: whoever cancels the call now finds it either sent or never to be sent. */
  private void beginSending() {
    draft.sent(true);
    if (cancellation.isCancelled()) {
      draft.sent(false);
      cancellation.throwIfCancelled();
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
  private FusionException brokenHere(Throwable cause) {
    return new FusionException(
        "an image could not be read or written here: " + cause.getClass().getSimpleName(),
        draft.failure(draft.delivery()),
        cause);
  }

  private FusionServiceException unexpected(String what, @Nullable Throwable cause) {
    FusionServiceException failure =
        new FusionServiceException(
            "the provider failed unexpectedly: " + what, draft.failure(draft.delivery()));
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
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
    FusionRecord kept = draft.ended(outcome, worst.orElse(null), System.nanoTime());
    FusionResult result =
        new FusionResult(
            images, kept, painted.or(() -> FinishedImages.mask(images)), surplus, cutShort, folder);
    end.succeeded(kept);
    return result;
  }
}
