package io.github.maskloom.fusion.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one call has got, and the record that is made of it at its end. <b>Threads:</b> one works
 * for the call and {@linkplain #reach tells} of it; any may ask, and end the call.
 */
final class CallHistory {
  private final FusionRequest request;
  private final String providerId;
  private final CallEvents events;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();
  private volatile CallFacts facts = CallFacts.NONE;

  CallHistory(FusionRequest request, String providerId, CallEvents events) {
    this.request = request;
    this.providerId = providerId;
    this.events = events;
  }

  String providerId() {
    return providerId;
  }

  /** What is known by now. */
  CallFacts facts() {
    return facts;
  }

  /** The call has made a step. */
  void reach(CallFacts next) {
    facts = next;
  }

  /** How far the request got, as long as nobody says better. */
  Delivery delivery() {
    return atLeast(facts.calls() > 0 ? Delivery.UNKNOWN : Delivery.NOT_SENT);
  }

  /** How far the request got by what was thrown, and by what was heard before. */
  Delivery delivery(Throwable thrown) {
    return said(thrown).map(this::atLeast).orElseGet(this::delivery);
  }

  /** An image that came, or an attempt that may have arrived, counts whatever is said later. */
  private Delivery atLeast(Delivery said) {
    Delivery heard = events.delivery();
    return said.compareTo(heard) < 0 ? heard : said;
  }

  private static Optional<Delivery> said(Throwable thrown) {
    if (thrown instanceof CancelledCallException cancelled) {
      return Optional.of(cancelled.delivery());
    }
    return thrown instanceof FusionException failure
        ? Optional.of(failure.delivery())
        : Optional.empty();
  }

  /** A failure after something was sent. */
  FusionException.Failure failure(Delivery delivery) {
    ProviderResponse known = response(Optional.empty());
    return FusionException.Failure.notSent(providerId)
        .withDelivery(delivery)
        .withRetry(RetryAdvice.MAY_BILL_TWICE)
        .withRequestIds(known.clientRequestId(), known.serverRequestId());
  }

  /** The record of a call that ended at a time of {@link System#nanoTime}, for a reason if any. */
  FusionRecord record(FusionRecord.Outcome outcome, @Nullable Throwable error, long endNanos) {
    CallFacts known = facts;
    ProviderInput.Image scene = known.scene();
    Optional<Throwable> thrown = Optional.ofNullable(error);
    Optional<FusionException.Failure> failure =
        thrown.filter(FusionException.class::isInstance).map(e -> ((FusionException) e).failure());
    ProviderResponse response = response(failure);
    return new FusionRecord(
        started,
        Duration.ofNanos(endNanos - startNanos),
        providerId,
        response.model(),
        outcome,
        scene == null ? 0 : scene.width(),
        scene == null ? 0 : scene.height(),
        known.part(),
        request.references().size(),
        known.uploadBytes(),
        Hashing.sha256().hashString(request.prompt(), UTF_8).toString(),
        request.prompt().length(),
        request.count(),
        known.imagesReceived(),
        known.imagesSurplus(),
        known.calls(),
        events.failedAttempts(),
        thrown.map(e -> e.getClass().getSimpleName()).orElse(""),
        failure.map(FusionException.Failure::code).orElse(""),
        Optional.of(thrown.map(this::delivery).orElse(Delivery.ACCEPTED)),
        response.clientRequestId(),
        response.serverRequestId(),
        response.usage(),
        response.notes());
  }

  /** What the provider said on the way and at the end of its calls, and why the last failed. */
  private ProviderResponse response(Optional<FusionException.Failure> failure) {
    ProviderResponse said = CallFacts.merged(events.identity(), facts.response());
    return failure
        .map(
            why -> new ProviderResponse("", why.clientRequestId(), why.serverRequestId(), Map.of()))
        .map(why -> CallFacts.merged(said, why))
        .orElse(said);
  }
}
