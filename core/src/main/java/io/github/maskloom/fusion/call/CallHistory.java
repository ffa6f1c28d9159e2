package io.github.maskloom.fusion.call;

import com.google.common.collect.Comparators;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final CallJob job;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();

  /** What of the photo was prepared; null before that. */
  private volatile JobTicket.@Nullable Sent sent;

  private volatile long uploadBytes;
  private volatile int calls;
  private volatile ProviderResponse response = ProviderResponse.NONE;
  private volatile int imagesReceived;
  private volatile int imagesSurplus;

  CallHistory(FusionRequest request, String providerId, CallEvents events, CallJob job) {
    this.request = request;
    this.providerId = providerId;
    this.events = events;
    this.job = job;
  }

  String providerId() {
    return providerId;
  }

  /** The scene is ready to be sent. */
  void prepared(JobTicket.Sent scene) {
    sent = scene;
  }

  /** What of the photo was prepared. */
  JobTicket.Sent sent() {
    return Objects.requireNonNull(sent, "nothing was prepared");
  }

  /** What a bill may name, as far as it is known. */
  ProviderResponse known() {
    return response(Optional.empty());
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
    boolean asked = calls > 0 || job.ticket().isPresent();
    return atLeast(asked ? Delivery.UNKNOWN : Delivery.NOT_SENT);
  }

  /** How far the request got by what was thrown, and by what was heard before. */
  Delivery delivery(Throwable thrown) {
    return said(thrown).map(this::atLeast).orElseGet(this::delivery);
  }

  /** An image that came, or an attempt that may have arrived, counts whatever is said later. */
  private Delivery atLeast(Delivery said) {
    return Comparators.max(Comparators.max(said, events.delivery()), job.delivery());
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
    JobTicket.Sent prepared = sent;
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
    if (prepared != null) {
      record.sent(prepared.width(), prepared.height());
      prepared.part().ifPresent(record::part);
    }
    job.ticket().map(JobTicket::id).ifPresent(record::ticket);
    record.resumed(job.resumed().isPresent());
    known.model().ifPresent(record::model);
    thrown.map(e -> e.getClass().getSimpleName()).ifPresent(record::error);
    failure.flatMap(FusionException.Failure::code).ifPresent(record::errorCode);
    return record.build();
  }

  /** What the provider said on the way and at the end of its calls, and why the last failed. */
  private ProviderResponse response(Optional<FusionException.Failure> failure) {
    ProviderResponse said = merged(ofTicket(), merged(events.identity(), response));
    return failure.map(why -> merged(said, ids(why))).orElse(said);
  }

  private ProviderResponse ofTicket() {
    return job.ticket().map(CallHistory::ids).orElse(ProviderResponse.NONE);
  }

  private static ProviderResponse ids(JobTicket ticket) {
    ProviderResponse ids =
        ProviderResponse.NONE.withRequestIds(ticket.clientRequestIds(), ticket.serverRequestIds());
    return ticket.model().map(ids::withModel).orElse(ids);
  }

  /** A cancel of a call that got so far. */
  static CancelledCallException cancelled(String why, Delivery reached, @Nullable Throwable cause) {
    CancelledCallException cancelled = new CancelledCallException(why, reached);
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
