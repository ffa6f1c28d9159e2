package io.github.maskloom.fusion.call;

import com.google.common.collect.Comparators;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.LabelReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far one call has got, and the record that is made of it at its end. <b>Threads:</b> one works
 * for the call and tells of it; any may ask, and end the call.
 */
final class History {
  final String providerId;
  final FusionRecord.Asked asked;
  private final @Nullable JobTicket resumed;
  private final boolean free;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();

  /** What of the photo was prepared; null before that. */
  private volatile JobTicket.@Nullable Sent sent;

  /** What was kept last of its job; without a job before the service has made one. */
  private volatile @Nullable JobTicket ticket;

  /** Why the service has ended the job; null if it has not. */
  volatile ProviderJob.@Nullable End jobEnd;

  /** Whether the answer that names the job refused the request at once. */
  volatile boolean isJobDoubted;

  /** How many encoded bytes all images have that were prepared. */
  volatile long uploadBytes;

  /** How many times the provider was asked, so that something may have reached it. */
  volatile int calls;

  private volatile int failedAttempts;
  private volatile int imagesReceived;
  private volatile int imagesSurplus;

  /** Where images lay that were measured. */
  private final List<Alignment> alignments = new CopyOnWriteArrayList<>();

  /** What became of labels, for each image that was finished. */
  private final List<LabelReport> labels = new CopyOnWriteArrayList<>();

  /** How far the request got at least, by what the provider said on the way. */
  private volatile Delivery reached = Delivery.NOT_SENT;

  /** What the provider said on the way. */
  private volatile ProviderResponse said = ProviderResponse.NONE;

  /** What the provider said at the end of its calls, which tells the model better. */
  private volatile ProviderResponse answered = ProviderResponse.NONE;

  /**
   * A call that has yet to begin.
   *
   * @param resumed the ticket of the job that it takes up; null if it makes images anew
   * @param free whether nobody can bill it
   */
  History(FusionRequest request, String providerId, @Nullable JobTicket resumed, boolean free) {
    this.providerId = providerId;
    int references = request.references().size();
    asked = FusionRecord.Asked.of(request.prompt(), request.count(), references);
    this.resumed = resumed;
    this.free = free;
    ticket = resumed;
  }

  /** What the job is taken up by; empty if the call makes one of its own. */
  Optional<JobTicket> resumed() {
    return Optional.ofNullable(resumed);
  }

  /** What names the request or its job; empty before it is sent, or if the service queues none. */
  Optional<JobTicket> named() {
    return Optional.ofNullable(ticket);
  }

  /** The ticket, once the service has made a job of the call. */
  Optional<JobTicket> ticket() {
    return named().filter(known -> known.job().isPresent());
  }

  /** This names the request from now on. */
  void named(JobTicket by) {
    ticket = by;
  }

  /** The scene is ready to be sent. */
  void prepared(JobTicket.Sent scene) {
    sent = scene;
  }

  /** What of the photo was prepared. */
  JobTicket.Sent sent() {
    return Objects.requireNonNull(sent, "nothing was prepared");
  }

  /** The provider says on the way what a bill may name. */
  synchronized void heard(ProviderResponse more) {
    said = merged(said, more);
  }

  /** What one more call was answered with. */
  synchronized void answered(ProviderResponse more) {
    answered = merged(answered, more);
  }

  /** A request is about to be sent under an id; whether it is a new one. */
  boolean sentAs(String clientRequestId) {
    boolean isNew = !known().clientRequestIds().contains(clientRequestId);
    heard(ProviderResponse.NONE.withRequestIds(List.of(clientRequestId), List.of()));
    return isNew;
  }

  /** The request got so far at least. */
  synchronized void reached(Delivery least) {
    reached = Comparators.max(reached, least);
  }

  /** An attempt to send a request failed. */
  synchronized void failed(FusionException.Failure attempt) {
    failedAttempts++;
    reached(attempt.delivery());
    heard(ids(attempt));
  }

  /** How many images came, and how many were made beyond those that were asked for. */
  void came(int received, int surplus) {
    imagesReceived = received;
    imagesSurplus = surplus;
  }

  /** How far the request got, as long as nobody says better. */
  Delivery delivery() {
    boolean wasAsked = calls > 0 || ticket().isPresent();
    return atLeast(wasAsked ? Delivery.UNKNOWN : Delivery.NOT_SENT);
  }

  /** How far the request got by what was thrown, and by what was heard before. */
  Delivery delivery(Throwable thrown) {
    if (thrown instanceof CancelledCallException cancelled) {
      return atLeast(cancelled.delivery());
    }
    return thrown instanceof FusionException failure ? atLeast(failure.delivery()) : delivery();
  }

  /** An image that came, or an attempt that may have arrived, counts whatever is said later. */
  private Delivery atLeast(Delivery known) {
    return free ? Delivery.NOT_SENT : Comparators.max(Comparators.max(known, reached), ofJob());
  }

  /** How far the job alone shows: what has an id is accepted until its service ends it. */
  private Delivery ofJob() {
    if (ticket().isPresent()) {
      Delivery named = isJobDoubted ? Delivery.UNKNOWN : Delivery.ACCEPTED;
      return jobEnd == null ? named : Delivery.NOT_SENT;
    }
    return resumed == null ? Delivery.NOT_SENT : Delivery.UNKNOWN;
  }

  /** What is to be said of a failure before anything was sent. */
  FusionException.Failure notSent() {
    return FusionException.Failure.notSent(providerId);
  }

  /** A failure after something was sent. */
  FusionException.Failure failure(Delivery delivery) {
    ProviderResponse known = known();
    return FusionException.Failure.notSent(providerId)
        .withDelivery(atLeast(delivery))
        .withRetry(free ? RetryAdvice.SAFE : RetryAdvice.MAY_BILL_TWICE)
        .withRequestIds(known.clientRequestIds(), known.serverRequestIds());
  }

  /** What is known of the request once an image came, for what goes wrong with it here. */
  FusionException.Failure accepted() {
    return failure(Delivery.ACCEPTED);
  }

  /** The record of a call that ends now, for a reason if any. */
  FusionRecord record(FusionRecord.Outcome outcome, @Nullable Throwable error) {
    Optional<Throwable> thrown = Optional.ofNullable(error);
    Optional<FusionException.Failure> failure =
        thrown.filter(FusionException.class::isInstance).map(e -> ((FusionException) e).failure());
    ProviderResponse known = failure.map(why -> merged(known(), ids(why))).orElseGet(this::known);
    Optional<JobTicket.Sent> photo = Optional.ofNullable(sent);
    return new FusionRecord(
        started,
        Duration.ofNanos(System.nanoTime() - startNanos),
        providerId,
        known.model(),
        outcome,
        thrown.map(why -> why.getClass().getSimpleName()),
        failure.flatMap(FusionException.Failure::code),
        asked,
        new FusionRecord.Sent(
            photo.map(JobTicket.Sent::width).orElse(0),
            photo.map(JobTicket.Sent::height).orElse(0),
            photo.flatMap(JobTicket.Sent::part),
            uploadBytes,
            calls,
            failedAttempts,
            thrown.map(this::delivery).orElse(Delivery.ACCEPTED),
            known.clientRequestIds(),
            ticket().map(JobTicket::id),
            resumed != null),
        new FusionRecord.Received(
            imagesReceived,
            imagesSurplus,
            known.usage(),
            known.notes(),
            known.serverRequestIds(),
            alignments,
            labels));
  }

  /** An image is finished, of which that became. */
  void finished(Optional<Alignment> alignment, LabelReport label) {
    alignment.ifPresent(alignments::add);
    labels.add(label);
  }

  /** What a bill may name, as far as it is known. */
  ProviderResponse known() {
    ProviderResponse known = merged(said, answered);
    return ticket().map(kept -> merged(ids(kept), known)).orElse(known);
  }

  private static ProviderResponse ids(JobTicket ticket) {
    ProviderResponse ids =
        ProviderResponse.NONE.withRequestIds(ticket.clientRequestIds(), ticket.serverRequestIds());
    return ticket.model().map(ids::withModel).orElse(ids);
  }

  /** The ids that a failure names. */
  private static ProviderResponse ids(FusionException.Failure failure) {
    return ProviderResponse.NONE.withRequestIds(
        failure.clientRequestIds(), failure.serverRequestIds());
  }

  /** A cancel of a call that got so far. */
  static CancelledCallException cancelled(String why, Delivery reached, @Nullable Throwable cause) {
    CancelledCallException cancelled = new CancelledCallException(why, reached);
    if (cause != null) {
      cancelled.initCause(cause);
    }
    return cancelled;
  }

  /** What is known of several calls, or of one by and by. */
  private static ProviderResponse merged(ProviderResponse before, ProviderResponse next) {
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
