package io.github.maskloom.fusion.call;

import com.google.common.collect.Comparators;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far one call has got, and the record that is made of it at its end. <b>Threads:</b> one works
 * for the call and tells of it; any may ask, and end the call.
 */
final class CallHistory {
  private final FusionRequest request;
  private final String providerId;
  private final CallEvents events;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();

  /** As it was prepared; null before that. */
  private volatile ProviderInput.@Nullable Image scene;

  /** What of the photo the scene is; empty unless the request is focused. */
  private volatile Optional<PhotoPart> part = Optional.empty();

  private volatile long uploadBytes;
  private volatile int calls;
  private volatile ProviderResponse response = ProviderResponse.NONE;
  private volatile int imagesReceived;
  private volatile int imagesSurplus;

  CallHistory(FusionRequest request, String providerId, CallEvents events) {
    this.request = request;
    this.providerId = providerId;
    this.events = events;
  }

  String providerId() {
    return providerId;
  }

  /** The scene is ready to be sent. */
  void prepared(ProviderInput.Image image, Optional<PhotoPart> taken) {
    scene = image;
    part = taken;
  }

  /** How many encoded bytes all images have that were prepared. */
  void uploads(long bytes) {
    uploadBytes = bytes;
  }

  /** How many times the provider was asked, so that something may have reached it. */
  int calls() {
    return calls;
  }

  /** The provider is asked, for the n-th time. */
  void asks(int count) {
    calls = count;
  }

  /** What one more call was answered with. */
  void answered(ProviderResponse answer) {
    response = merged(response, answer);
  }

  /** How many images came, and how many were made beyond those that were asked for. */
  void came(int received, int surplus) {
    imagesReceived = received;
    imagesSurplus = surplus;
  }

  /** How far the request got, as long as nobody says better. */
  Delivery delivery() {
    return atLeast(calls > 0 ? Delivery.UNKNOWN : Delivery.NOT_SENT);
  }

  /** How far the request got by what was thrown, and by what was heard before. */
  Delivery delivery(Throwable thrown) {
    return said(thrown).map(this::atLeast).orElseGet(this::delivery);
  }

  /** An image that came, or an attempt that may have arrived, counts whatever is said later. */
  private Delivery atLeast(Delivery said) {
    return Comparators.max(said, events.delivery());
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
        .withRequestIds(known.clientRequestIds(), known.serverRequestIds());
  }

  /** The record of a call that ends now, for a reason if any. */
  FusionRecord record(FusionRecord.Outcome outcome, @Nullable Throwable error) {
    ProviderInput.Image sent = scene;
    Optional<Throwable> thrown = Optional.ofNullable(error);
    Optional<FusionException.Failure> failure =
        thrown.filter(FusionException.class::isInstance).map(e -> ((FusionException) e).failure());
    ProviderResponse known = response(failure);
    FusionRecord.Builder record =
        FusionRecord.builder(providerId)
            .started(started)
            .duration(Duration.ofNanos(System.nanoTime() - startNanos))
            .outcome(outcome)
            .references(request.references().size())
            .uploadBytes(uploadBytes)
            .prompt(request.prompt())
            .imagesAsked(request.count())
            .imagesReceived(imagesReceived)
            .imagesSurplus(imagesSurplus)
            .calls(calls)
            .failedAttempts(events.failedAttempts())
            .delivery(thrown.map(this::delivery).orElse(Delivery.ACCEPTED))
            .clientRequestIds(known.clientRequestIds())
            .serverRequestIds(known.serverRequestIds())
            .usage(known.usage())
            .notes(known.notes());
    if (sent != null) {
      record.sent(sent.width(), sent.height());
    }
    part.ifPresent(record::part);
    known.model().ifPresent(record::model);
    thrown.map(e -> e.getClass().getSimpleName()).ifPresent(record::error);
    failure.flatMap(FusionException.Failure::code).ifPresent(record::errorCode);
    return record.build();
  }

  /** What the provider said on the way and at the end of its calls, and why the last failed. */
  private ProviderResponse response(Optional<FusionException.Failure> failure) {
    ProviderResponse said = merged(events.identity(), response);
    return failure.map(why -> merged(said, ids(why))).orElse(said);
  }

  /** A cancel of a call that got so far. */
  static CancelledException cancelled(String why, Delivery reached, @Nullable Throwable cause) {
    CancelledException cancelled = new CancelledCallException(why, reached);
    if (cause != null) {
      cancelled.initCause(cause);
    }
    return cancelled;
  }

  /** The ids that a failure names. */
  static ProviderResponse ids(FusionException.Failure failure) {
    return ProviderResponse.NONE.withRequestIds(
        failure.clientRequestIds(), failure.serverRequestIds());
  }

  /** What is known of several calls, or of one by and by. */
  static ProviderResponse merged(ProviderResponse before, ProviderResponse next) {
    Map<String, Long> usage = new HashMap<>(before.usage());
    next.usage().forEach((name, used) -> usage.merge(name, used, Long::sum));
    ProviderResponse merged =
        ProviderResponse.NONE
            .withRequestIds(
                joined(before.clientRequestIds(), next.clientRequestIds()),
                joined(before.serverRequestIds(), next.serverRequestIds()))
            .withUsage(usage)
            .withNotes(joined(before.notes(), next.notes()));
    return next.model().or(before::model).map(merged::withModel).orElse(merged);
  }

  /** Each once, in order. */
  private static List<String> joined(List<String> texts, List<String> more) {
    return Stream.concat(texts.stream(), more.stream()).distinct().toList();
  }
}
