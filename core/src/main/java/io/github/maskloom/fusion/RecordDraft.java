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

  void imagesReceived(int images) {
    imagesReceived = images;
  }

  /** How far the request got, as long as nobody says better. */
  Delivery delivery() {
    return sent ? Delivery.UNKNOWN : Delivery.NOT_SENT;
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
        attempts,
        error.map(e -> e.getClass().getSimpleName()).orElse(""),
        failure.map(FusionFailure::code).orElse(""),
        delivery(error, failure),
        known(failure.map(FusionFailure::clientRequestId), response.clientRequestId()),
        known(failure.map(FusionFailure::serverRequestId), response.serverRequestId()),
        response.usage());
  }

  private Optional<Delivery> delivery(
      Optional<? extends Throwable> error, Optional<FusionFailure> failure) {
    if (error.isEmpty()) {
      return Optional.of(Delivery.ACCEPTED);
    }
    if (error.get() instanceof CancelledException cancelled) {
      return cancelled.delivery();
    }
    return failure.map(FusionFailure::delivery).or(() -> Optional.of(delivery()));
  }

  private static String known(Optional<String> id, String answered) {
    return id.filter(text -> !text.isEmpty()).orElse(answered);
  }
}
