package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that a service makes of one call, if it queues, and its ticket. <b>Threads:</b> one works
 * for the call and tells of it; any may ask.
 */
final class CallJob {
  private static final Logger LOG = LoggerFactory.getLogger(CallJob.class);

  private final KeptTickets kept;

  /** What the call began with; null if it makes a job of its own. */
  private final @Nullable JobTicket resumed;

  /** What the caller's images hash to; null for a provider that does not queue. */
  private volatile @Nullable Map<String, String> images;

  /** What was kept last; without a job before the service has made one. */
  private volatile @Nullable JobTicket last;

  private volatile ProviderJob.@Nullable End end;
  private volatile boolean unwanted;

  /**
   * A job.
   *
   * @param resumed the ticket that it is taken up by; null if the call makes one of its own
   */
  CallJob(KeptTickets kept, @Nullable JobTicket resumed) {
    this.kept = kept;
    this.resumed = resumed;
    last = resumed;
    images = resumed == null ? null : resumed.images();
  }

  /** What the job is taken up by; empty if the call makes one of its own. */
  Optional<JobTicket> resumed() {
    return Optional.ofNullable(resumed);
  }

  /** The ticket, once the service has made a job of the call. */
  Optional<JobTicket> ticket() {
    return Optional.ofNullable(last).filter(ticket -> ticket.job().isPresent());
  }

  /** The id of the ticket, also while the service has made no job. */
  Optional<String> ticketId() {
    return Optional.ofNullable(last).map(JobTicket::id);
  }

  /**
   * How far the request got by the job alone: what has an id is accepted until its service ends it.
   */
  Delivery delivery() {
    if (ticket().isPresent()) {
      return end == null ? Delivery.ACCEPTED : Delivery.NOT_SENT;
    }
    return resumed == null ? Delivery.NOT_SENT : Delivery.UNKNOWN;
  }

  /** The caller does not want the images. */
  void refuse() {
    unwanted = true;
  }

  boolean isUnwanted() {
    return unwanted;
  }

  /** The request is about to be made ready, for images that hash to this. */
  void begins(Map<String, String> hashes) {
    images = hashes;
  }

  /**
   * A request is about to be sent, which may make a job: a ticket names it.
   *
   * @throws FusionException if that could not be kept, so that nothing is sent
   */
  synchronized void sending(FusionRequest request, CallHistory history) {
    if (images != null) {
      kept.save(next(ticket().flatMap(JobTicket::job), request, history))
          .ifPresent(why -> refuseToSend(why, history));
    }
  }

  private static void refuseToSend(Throwable why, CallHistory history) {
    throw new FusionException(
        "nothing was sent, for no ticket could be kept: " + why.getClass().getName(),
        FusionException.Failure.notSent(history.providerId()).withRetry(RetryAdvice.SAFE),
        why);
  }

  /** The service has made a job of the request, or more is known of it. Throws nothing else. */
  synchronized void accepted(ProviderJob job, FusionRequest request, CallHistory history) {
    checkState(images != null, "the provider did not say that it queues jobs");
    String id = ticket().flatMap(JobTicket::job).map(ProviderJob::id).orElse(job.id());
    checkState(id.equals(job.id()), "a call has one job");
    JobTicket ticket = next(Optional.of(job), request, history);
    kept.save(ticket).ifPresent(why -> warn(ticket, job, why));
  }

  /** Each job is paid for, so each is said, but of what was thrown its type only. */
  private static void warn(JobTicket ticket, ProviderJob job, Throwable why) {
    new RateLimitedWarning(LOG)
        .warn(
            "the ticket %s of job %s of provider %s could not be kept: %s"
                .formatted(ticket.id(), job.id(), ticket.provider(), why.getClass().getName()));
  }

  /** The ticket as it is to be kept now, with all that is known. */
  private JobTicket next(Optional<ProviderJob> job, FusionRequest request, CallHistory history) {
    JobTicket before = last;
    ProviderResponse known = history.known();
    JobTicket next =
        new JobTicket(
            before == null ? UUID.randomUUID().toString().replace("-", "") : before.id(),
            history.providerId(),
            known.model(),
            before == null ? Instant.now() : before.begun(),
            job,
            known.clientRequestIds(),
            known.serverRequestIds(),
            promptHash(request),
            Objects.requireNonNull(images),
            history.sent(),
            options(request));
    last = next;
    return next;
  }

  private static String promptHash(FusionRequest request) {
    return Hashing.sha256().hashString(request.prompt(), UTF_8).toString();
  }

  /** What decides how an answer is put back. */
  private static Map<String, String> options(FusionRequest request) {
    Map<String, String> options = new TreeMap<>();
    options.put("convention", request.convention().toString());
    options.put("fit", request.fit().toString());
    options.put("fillEnclosed", String.valueOf(request.fillEnclosed()));
    options.put("size", request.size().toString());
    options.put("count", String.valueOf(request.count()));
    request.focus().ifPresent(focus -> options.put("focus", String.valueOf(focus.context())));
    return options;
  }

  /** The service has ended the job. */
  void ended(ProviderJob.End why) {
    end = why;
  }

  /** Whether the service has ended the job. */
  boolean isOver() {
    return end != null;
  }

  /**
   * The call has failed: what its service has ended is not to be taken up again, and a request that
   * costs nothing needs no name.
   */
  void failed(Delivery reached) {
    if (isOver() || (ticket().isEmpty() && reached.compareTo(Delivery.UNKNOWN) < 0)) {
      forget();
    }
  }

  /** Nobody takes the job up again. Throws nothing. */
  void forget() {
    JobTicket known = last;
    if (known != null) {
      kept.remove(known.id());
    }
  }

  /**
   * Makes sure that a job is taken up with what it was asked for, but for the images.
   *
   * @throws FusionRequestException if it is not
   */
  void check(String provider, FusionRequest request) {
    JobTicket taken = Objects.requireNonNull(resumed);
    if (taken.job().isEmpty()) {
      throw new FusionRequestException(
          "the service's id of the job is not known: ask the service for what it made of %s"
              .formatted(taken.clientRequestIds()),
          FusionException.Failure.notSent(provider)
              .withDelivery(Delivery.UNKNOWN)
              .withRequestIds(taken.clientRequestIds(), taken.serverRequestIds()));
    }
    require(taken.provider().equals(provider), provider, "provider is " + taken.provider());
    require(taken.promptSha256().equals(promptHash(request)), provider, "prompt is another");
    Map<String, String> options = options(request);
    require(
        taken.options().equals(options),
        provider,
        "options are " + new TreeMap<>(taken.options()) + ", and the request's " + options);
  }

  /**
   * Makes sure that a job is taken up with its own images.
   *
   * @throws FusionRequestException if it is not; says which is another
   */
  void checkImages(String provider, Map<String, String> hashes) {
    Map<String, String> own = Objects.requireNonNull(resumed).images();
    for (Map.Entry<String, String> each : hashes.entrySet()) {
      boolean same = each.getValue().equals(own.get(each.getKey()));
      require(same, provider, each.getKey() + " is another");
    }
    require(own.keySet().equals(hashes.keySet()), provider, "images are " + own.keySet());
  }

  private static void require(boolean holds, String provider, String what) {
    if (!holds) {
      throw new FusionRequestException(
          "the job was not asked for this: its " + what, FusionException.Failure.notSent(provider));
    }
  }

  /**
   * What a caller gets to see of a failure: with the ticket, if there is one.
   *
   * @param reached how far the request got
   */
  Throwable seen(Throwable thrown, Delivery reached) {
    return ticket().map(known -> seen(thrown, known, reached)).orElse(thrown);
  }

  private Throwable seen(Throwable thrown, JobTicket known, Delivery reached) {
    if (thrown instanceof FusionException failure) {
      return failure.with(carrying(failure.failure(), known, reached));
    }
    return thrown instanceof CancelledException cancelled
        ? ofCall(cancelled, reached).of(known, end == ProviderJob.End.CANCELLED)
        : thrown;
  }

  private static FusionException.Failure carrying(
      FusionException.Failure failure, JobTicket known, Delivery reached) {
    boolean dear =
        reached.compareTo(Delivery.UNKNOWN) >= 0 && failure.retry().kind() == RetryAdvice.Kind.SAFE;
    RetryAdvice advice =
        dear
            ? new RetryAdvice(RetryAdvice.Kind.MAY_BILL_TWICE, failure.retry().after())
            : failure.retry();
    return failure.withDelivery(reached).withRetry(advice).withTicket(known);
  }

  private static CancelledCallException ofCall(CancelledException cancelled, Delivery reached) {
    CancelledCallException call =
        new CancelledCallException(String.valueOf(cancelled.getMessage()), reached);
    call.initCause(cancelled);
    return call;
  }
}
