package io.github.maskloom.fusion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one call so far. <b>Threads:</b> that which works for the call. */
final class RecordDraft {
  private final FusionRequest request;
  private final String providerId;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();

  private ProviderInput.@Nullable Picture scene;
  private long uploadBytes;
  private boolean sent;
  private ProviderResponse response = ProviderResponse.NONE;
  private int imagesReceived;
  private int imagesSurplus;
  private boolean accepted;

  RecordDraft(FusionRequest request, String providerId) {
    this.request = request;
    this.providerId = providerId;
  }

  void scene(ProviderInput.Picture sceneToSend) {
    scene = sceneToSend;
  }

  void uploadBytes(long bytes) {
    uploadBytes = bytes;
  }

  /** From now on something may have reached the provider. */
  void sent() {
    sent = true;
  }

  void response(ProviderResponse answer) {
    response = answer;
  }

  /** Pictures came, which count as work that was done whatever becomes of them. */
  void imagesReceived(int images) {
    imagesReceived = images;
    accepted |= images > 0;
  }

  /** Pictures were made beyond those that were asked for. */
  void imagesSurplus(int images) {
    imagesSurplus = images;
    accepted |= images > 0;
  }

  /** How far the request got, as far as a failure knows, if it does; unless pictures came. */
  Delivery delivery(Throwable failure) {
    if (accepted) {
      return Delivery.ACCEPTED;
    }
    Optional<Delivery> said = Optional.empty();
    if (failure instanceof CancelledException cancelled) {
      said = cancelled.delivery();
    } else if (failure instanceof FusionException fusion) {
      said = Optional.of(fusion.delivery());
    }
    return said.orElse(sent ? Delivery.UNKNOWN : Delivery.NOT_SENT);
  }

  /** A failure after something was sent. */
  FusionFailure failure(Delivery delivery) {
    return FusionFailure.notSent(providerId)
        .withDelivery(delivery)
        .withRetry(RetryAdvice.MAY_BILL_TWICE)
        .withRequestIds(response.clientRequestId(), response.serverRequestId());
  }

  /** The record of a call that has ended, for a reason if not all went well. */
  FusionRecord ended(FusionOutcome outcome, Optional<? extends Throwable> error, int attempts) {
    Optional<FusionFailure> failure =
        error.filter(FusionException.class::isInstance).map(e -> ((FusionException) e).failure());
    return new FusionRecord(
        started,
        Duration.ofNanos(System.nanoTime() - startNanos),
        providerId,
        response.model(),
        outcome,
        scene == null ? 0 : scene.width(),
        scene == null ? 0 : scene.height(),
        request.references().size(),
        uploadBytes,
        Hashing.sha256().hashString(request.prompt(), UTF_8).toString(),
        request.prompt().length(),
        request.count(),
        imagesReceived,
        imagesSurplus,
        attempts,
        error.map(e -> e.getClass().getSimpleName()).orElse(""),
        failure.map(FusionFailure::code).orElse(""),
        delivery(error),
        known(failure.map(FusionFailure::clientRequestId), response.clientRequestId()),
        known(failure.map(FusionFailure::serverRequestId), response.serverRequestId()),
        response.usage());
  }

  private Optional<Delivery> delivery(Optional<? extends Throwable> error) {
    boolean silent = error.isPresent() && saysNothing(error.get());
    if (silent && !accepted) {
      return Optional.empty();
    }
    return Optional.of(error.isEmpty() ? Delivery.ACCEPTED : delivery(error.get()));
  }

  /** Such a cancel was no request's. */
  private static boolean saysNothing(Throwable error) {
    return error instanceof CancelledException cancelled && cancelled.delivery().isEmpty();
  }

  private static String known(Optional<String> id, String answered) {
    return id.filter(text -> !text.isEmpty()).orElse(answered);
  }
}
