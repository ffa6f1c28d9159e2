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

/**
 * What is known of one call so far. <b>Threads:</b> safe; most is said by that which works for the
 * call, but another may end it.
 */
final class RecordDraft {
  private final FusionRequest request;
  private final String providerId;
  private final CallEvents news;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();

  private ProviderInput.@Nullable Image scene;
  private long uploadBytes;
  private boolean sent;
  private ProviderResponse response = ProviderResponse.NONE;
  private int imagesReceived;
  private int imagesSurplus;

  RecordDraft(FusionRequest request, String providerId, CallEvents news) {
    this.request = request;
    this.providerId = providerId;
    this.news = news;
  }

  synchronized void scene(ProviderInput.Image sceneToSend) {
    scene = sceneToSend;
  }

  synchronized void uploadBytes(long bytes) {
    uploadBytes = bytes;
  }

  /** From now on something may have reached the provider, if it is so. */
  synchronized void sent(boolean maybe) {
    sent = maybe;
  }

  synchronized void response(ProviderResponse answer) {
    response = answer;
  }

  synchronized void imagesReceived(int images) {
    imagesReceived = images;
  }

  synchronized void imagesSurplus(int images) {
    imagesSurplus = images;
  }

  /** How far the request got, as long as nobody says better. */
  synchronized Delivery delivery() {
    return atLeast(sent ? Delivery.UNKNOWN : Delivery.NOT_SENT);
  }

  /** How far the request got by what was thrown, and by what was heard before. */
  Delivery delivery(Throwable thrown) {
    return said(thrown).map(this::atLeast).orElseGet(this::delivery);
  }

  /** An image that came, or an attempt that may have arrived, counts whatever is said later. */
  private Delivery atLeast(Delivery said) {
    Delivery heard = news.delivery();
    return said.compareTo(heard) < 0 ? heard : said;
  }

  private static Optional<Delivery> said(Throwable thrown) {
    if (thrown instanceof CancelledException cancelled) {
      return cancelled.delivery();
    }
    return thrown instanceof FusionException failure
        ? Optional.of(failure.delivery())
        : Optional.empty();
  }

  /** A failure after something was sent. */
  synchronized FusionFailure failure(Delivery delivery) {
    return FusionFailure.notSent(providerId)
        .withDelivery(delivery)
        .withRetry(RetryAdvice.MAY_BILL_TWICE)
        .withRequestIds(response.clientRequestId(), response.serverRequestId());
  }

  /** The record of a call that ended at a time of {@link System#nanoTime}, for a reason if any. */
  synchronized FusionRecord ended(FusionOutcome outcome, @Nullable Throwable error, long endNanos) {
    Optional<Throwable> thrown = Optional.ofNullable(error);
    Optional<FusionFailure> failure =
        thrown.filter(FusionException.class::isInstance).map(e -> ((FusionException) e).failure());
    return new FusionRecord(
        started,
        Duration.ofNanos(endNanos - startNanos),
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
        news.failedAttempts(),
        thrown.map(e -> e.getClass().getSimpleName()).orElse(""),
        failure.map(FusionFailure::code).orElse(""),
        Optional.of(thrown.map(this::delivery).orElse(Delivery.ACCEPTED)),
        known(failure.map(FusionFailure::clientRequestId), response.clientRequestId()),
        known(failure.map(FusionFailure::serverRequestId), response.serverRequestId()),
        response.usage());
  }

  private static String known(Optional<String> id, String answered) {
    return id.filter(text -> !text.isEmpty()).orElse(answered);
  }
}
