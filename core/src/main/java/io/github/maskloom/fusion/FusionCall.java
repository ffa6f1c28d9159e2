package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.errors.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();
  private volatile String whyCancelled = "the call was cancelled";

  private @Nullable InputPictures inputs;
  private ProviderInput.@Nullable Picture scene;
  private ProviderResponse response = ProviderResponse.NONE;
  private boolean sent;
  private int imagesReceived;

  FusionCall(
      FusionRequest request, String providerId, ProviderSession session, FusionConfig config) {
    this.request = request;
    this.providerId = providerId;
    this.session = session;
    this.config = config;
    news = new CallNews(config, request.listener());
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
    inputs = pictures;
    pictures.checkFiles();
    ProviderRequest prepared = prepared(pictures);
    ReceivedImages received = new ReceivedImages(folder, cancellation, news, request.count());
    Optional<FusionException> cutShort = receive(prepared, received);
    pictures.delete();
    imagesReceived = received.files().size();
    List<FusedImage> images =
        new FinishedImages(request, failure(Delivery.ACCEPTED), config, folder, cancellation, news)
            .of(received);
    cancellation.throwIfCancelled();
    requireAny(images, cutShort);
    return result(images, cutShort, folder);
  }

  /**
   * Makes sure that the call was worth something.
   *
   * @throws FusionException if no picture can be used: why it broke off, or the first one failed
   */
  private void requireAny(List<FusedImage> images, Optional<FusionException> cutShort) {
    if (images.stream().noneMatch(FusedImage::isPresent)) {
      imagesReceived = 0;
      throw cutShort
          .or(() -> images.stream().flatMap(image -> image.failure().stream()).findFirst())
          .orElseGet(
              () ->
                  new FusionServiceException(
                      "the provider made no picture", failure(Delivery.ACCEPTED)));
    }
  }

  private ProviderRequest prepared(InputPictures pictures) throws IOException {
    ProviderInput.Picture sceneInput = pictures.scene();
    scene = sceneInput;
    return new ProviderRequest(
        sceneInput,
        pictures.mask(sceneInput),
        pictures.references(),
        request.prompt(),
        request.size(),
        request.count(),
        request.options());
  }

  /**
   * Lets the provider work.
   *
   * @return why it broke off, if some pictures had come before: those are paid for
   */
  private Optional<FusionException> receive(ProviderRequest prepared, ReceivedImages received)
      throws IOException {
    cancellation.throwIfCancelled();
    sent = true;
    try {
      ProviderResponse answer = session.fuse(prepared, received);
      if (answer == null) {
        throw unexpected("it returned nothing", received, null);
      }
      response = answer;
      return Optional.empty();
    } catch (FusionException e) {
      return keeping(received, e);
    } catch (MaskloomException | IOException e) {
      if (keepsNothing(received)) {
        throw e;
      }
      return Optional.of(unexpected(e.getClass().getName(), received, e));
    } catch (RuntimeException e) {
      return keeping(received, unexpected(e.getClass().getName(), received, e));
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

  private FusionServiceException unexpected(
      String what, ReceivedImages received, @Nullable Exception cause) {
    Delivery delivery = received.files().isEmpty() ? Delivery.UNKNOWN : Delivery.ACCEPTED;
    FusionServiceException failure =
        new FusionServiceException("the provider failed unexpectedly: " + what, failure(delivery));
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  /** A failure after something was sent. */
  private FusionFailure failure(Delivery delivery) {
    return FusionFailure.notSent(providerId)
        .withDelivery(delivery)
        .withRetry(RetryAdvice.MAY_BILL_TWICE)
        .withRequestIds(response.clientRequestId(), response.serverRequestId());
  }

  private FusionResult result(
      List<FusedImage> images, Optional<FusionException> cutShort, CallFolder folder) {
    long present = images.stream().filter(FusedImage::isPresent).count();
    boolean whole = present == images.size() && cutShort.isEmpty();
    FusionOutcome outcome = whole ? FusionOutcome.SUCCEEDED : FusionOutcome.PARTIAL;
    Optional<FusionException> worst =
        cutShort.or(() -> images.stream().flatMap(i -> i.failure().stream()).findFirst());
    imagesReceived = (int) present;
    FusionRecord kept = record(outcome, worst);
    Optional<MaskStatistics> painted = inputs == null ? Optional.empty() : inputs.painted();
    return new FusionResult(
        images, kept, painted.or(() -> FinishedImages.mask(images)), cutShort, folder);
  }

  private CancelledException cancelled(Throwable cause) {
    Delivery delivery = sent ? Delivery.UNKNOWN : Delivery.NOT_SENT;
    if (cause instanceof CancelledException e) {
      delivery = e.delivery().orElse(delivery);
    } else if (cause instanceof FusionException e) {
      delivery = e.delivery();
    }
    CancelledException cancelled = new CancelledException(whyCancelled, delivery);
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
    FusionRecord kept =
        new FusionRecord(
            started,
            Duration.ofNanos(System.nanoTime() - startNanos),
            providerId,
            response.model(),
            outcome,
            scene == null ? 0 : scene.width(),
            scene == null ? 0 : scene.height(),
            request.references().size(),
            inputs == null ? 0 : inputs.bytes(),
            Hashing.sha256().hashString(request.prompt(), UTF_8).toString(),
            request.prompt().length(),
            request.count(),
            imagesReceived,
            news.failedAttempts(),
            error.map(e -> e.getClass().getSimpleName()).orElse(""),
            failureOf(error).map(FusionFailure::code).orElse(""),
            delivery(error),
            requestId(error, true),
            requestId(error, false),
            response.usage());
    if (recorded.compareAndSet(false, true)) {
      news.finished(kept);
    }
    return kept;
  }

  private static Optional<FusionFailure> failureOf(Optional<? extends Throwable> error) {
    return error
        .filter(FusionException.class::isInstance)
        .map(e -> ((FusionException) e).failure());
  }

  private Optional<Delivery> delivery(Optional<? extends Throwable> error) {
    if (error.isEmpty()) {
      return Optional.of(Delivery.ACCEPTED);
    }
    if (error.get() instanceof CancelledException cancelled) {
      return cancelled.delivery();
    }
    return failureOf(error)
        .map(FusionFailure::delivery)
        .or(() -> Optional.of(sent ? Delivery.UNKNOWN : Delivery.NOT_SENT));
  }

  private String requestId(Optional<? extends Throwable> error, boolean client) {
    String answered = client ? response.clientRequestId() : response.serverRequestId();
    return failureOf(error)
        .map(f -> client ? f.clientRequestId() : f.serverRequestId())
        .filter(id -> !id.isEmpty())
        .orElse(answered);
  }
}
