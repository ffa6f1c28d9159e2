package io.github.maskloom.fusion.call;

import static com.google.common.base.Preconditions.checkState;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The ticket of one call, and what the call has of the store of tickets. The store works beside the
 * call, one thing after the other, so that a store that hangs does not hold up a cancel. No
 * interrupt breaks off what it does: a cancel is the moment in which a ticket is needed most.
 * <b>Threads:</b> one works for the call and tells of it; any may ask.
 */
final class KeptTicket {
  private static final RateLimitedWarning STAYS = new RateLimitedWarning(KeptTicket.class);

  /** How often it is looked whether the call was cancelled. */
  private static final long STEP_MILLIS = 50;

  /** How long a store may take when the call is cancelled. */
  private static final long AFTER_CANCEL_MILLIS = 600;

  /** How long before the service forgets a key nothing is sent under it any more. */
  private static final Duration KEY_MARGIN = Duration.ofMinutes(10);

  /** How long a removal may take, which nobody needs to wait for. */
  private static final long REMOVAL_MILLIS = 5000;

  private final History history;
  private final Optional<Duration> replayed;
  private final Map<String, String> options;
  private final JobStore store;
  private final Executor inOrder;
  private final CancelSignal cancel;

  private Optional<String> requestHash = Optional.empty();

  /**
   * What the caller's images hash to; null until the call begins, and for a provider that keeps no
   * job.
   */
  private volatile @Nullable Map<String, String> images;

  /** Whether the store was given up, so that nobody waits for it any more. */
  private volatile boolean hangs;

  /**
   * A ticket that is yet to be made, unless the history knows one.
   *
   * @param replayed for how long the service does a request once that comes again under its key
   * @param beside what the store is called on
   * @param cancel of the call
   */
  KeptTicket(
      FusionRequest request,
      History history,
      Optional<Duration> replayed,
      JobStore store,
      Executor beside,
      CancelSignal cancel) {
    this.history = history;
    this.replayed = replayed;
    options = options(request);
    this.store = store;
    inOrder = MoreExecutors.newSequentialExecutor(beside);
    this.cancel = cancel;
  }

  /**
   * The call is for images that hash to this. A job is taken up with its own.
   *
   * @throws FusionRequestException if it is not; says which is another
   */
  void begins(Map<String, String> hashes) {
    Map<String, String> before = history.resumed().map(JobTicket::images).orElse(hashes);
    hashes.forEach((image, hash) -> require(hash.equals(before.get(image)), image + " is another"));
    require(before.keySet().equals(hashes.keySet()), "images are " + before.keySet());
    images = hashes;
  }

  /**
   * A request is about to be sent, which may make a job: a ticket names it.
   *
   * @param hash of the request; empty unless the service replays keys
   * @throws FusionException if that could not be kept, or the request is another than the one that
   *     it repeats, so that nothing is sent
   */
  synchronized void sending(Optional<String> hash) {
    if (images != null) {
      requestHash = hash;
      require(
          sentBefore().isEmpty() || hash.equals(history.resumed().orElseThrow().requestSha256()),
          "request to the service is another");
      save(next(history.ticket().flatMap(JobTicket::job))).ifPresent(this::refuseToSend);
    }
  }

  /** The key of a request that this call sends again. */
  Optional<String> sentBefore() {
    return history
        .resumed()
        .filter(before -> before.job().isEmpty())
        .flatMap(before -> before.clientRequestIds().stream().findFirst());
  }

  private void refuseToSend(Throwable why) {
    throw new FusionException(
        "nothing was sent, for no ticket could be kept: " + why.getClass().getName(),
        history.notSent().withRetry(RetryAdvice.SAFE),
        why);
  }

  /** The service has made a job of the request, or more is known of it. Throws nothing else. */
  synchronized void accepted(ProviderJob job) {
    checkState(images != null, "the provider did not say that it queues jobs");
    Optional<ProviderJob> before = history.ticket().flatMap(JobTicket::job);
    checkState(before.stream().allMatch(each -> each.id().equals(job.id())), "a call has one job");
    JobTicket ticket = next(Optional.of(job));
    save(ticket).ifPresent(why -> warn(ticket, job, why));
  }

  /** Each job is paid for, so each is said, but of what was thrown its type only. */
  private static void warn(JobTicket ticket, ProviderJob job, Throwable why) {
    new RateLimitedWarning(KeptTicket.class)
        .warn(
            "the ticket %s of job %s of provider %s could not be kept: %s"
                .formatted(ticket.id(), job.id(), ticket.provider(), why.getClass().getName()));
  }

  /** The ticket as it is to be kept now, with all that is known. */
  private JobTicket next(Optional<ProviderJob> job) {
    Optional<JobTicket> before = history.named();
    ProviderResponse known = history.known();
    JobTicket next =
        new JobTicket(
            before
                .map(JobTicket::id)
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", "")),
            history.providerId,
            known.model(),
            before.map(JobTicket::begun).orElseGet(Instant::now),
            job,
            known.clientRequestIds(),
            known.serverRequestIds(),
            history.asked.promptSha256(),
            requestHash.or(() -> before.flatMap(JobTicket::requestSha256)),
            Objects.requireNonNull(images),
            history.sent(),
            options);
    history.named(next);
    return next;
  }

  /** What decides how an answer is put back. */
  private static Map<String, String> options(FusionRequest request) {
    Map<String, String> options = new TreeMap<>();
    MaskOptions mask = request.maskOptions();
    options.put("convention", mask.convention().toString());
    options.put("fit", mask.fit().toString());
    options.put("fillEnclosed", String.valueOf(mask.fillEnclosed()));
    options.put("size", request.size().toString());
    options.put("count", String.valueOf(request.count()));
    request.focus().ifPresent(focus -> options.put("focus", String.valueOf(focus)));
    return options;
  }

  /**
   * The call has failed: what its service has ended is not to be taken up again, and a request that
   * costs nothing needs no name.
   */
  void failed(Delivery reached) {
    boolean free = history.ticket().isEmpty() && reached.compareTo(Delivery.UNKNOWN) < 0;
    if (free || history.jobEnd != null) {
      forget();
    }
  }

  /** Nobody takes the job up again. Throws nothing. */
  void forget() {
    Optional<String> id = history.named().map(JobTicket::id);
    // Of a failure its type only: a message may hold anything.
    id.flatMap(each -> done(() -> store.remove(each), REMOVAL_MILLIS))
        .map(why -> "the ticket " + id.get() + " stays: " + why.getClass().getName())
        .ifPresent(STAYS::warn);
  }

  /**
   * Makes sure that a job is taken up with what it was asked for, but for the images.
   *
   * @throws FusionRequestException if it is not
   */
  void check(JobTicket taken) {
    if (taken.job().isEmpty() && !mayBeSentAgain(taken)) {
      throw new FusionRequestException(
          "the service's id of the job is not known: ask the service for what it made of %s"
              .formatted(taken.clientRequestIds()),
          history
              .notSent()
              .withDelivery(Delivery.UNKNOWN)
              .withRequestIds(taken.clientRequestIds(), taken.serverRequestIds()));
    }
    require(taken.provider().equals(history.providerId), "provider is " + taken.provider());
    require(taken.promptSha256().equals(history.asked.promptSha256()), "prompt is another");
    require(
        taken.options().equals(options),
        "options are " + new TreeMap<>(taken.options()) + ", and the request's " + options);
  }

  /** Whether the service still does this request once, however often it comes. */
  private boolean mayBeSentAgain(JobTicket taken) {
    Duration age = Duration.between(taken.begun(), Instant.now());
    return taken.requestSha256().isPresent()
        && taken.clientRequestIds().size() == 1
        && !age.isNegative()
        && replayed.filter(all -> age.compareTo(all.minus(KEY_MARGIN)) < 0).isPresent();
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new FusionRequestException(
          "the job was not asked for this: its " + what, history.notSent());
    }
  }

  /** What a caller gets to see of a failure: with the ticket, if there is one. */
  Throwable seen(Throwable thrown) {
    Optional<JobTicket> known = replayed.isPresent() ? history.named() : history.ticket();
    return known.map(ticket -> with(ticket, thrown)).orElse(thrown);
  }

  private Throwable with(JobTicket known, Throwable thrown) {
    Delivery reached = history.delivery(thrown);
    if (thrown instanceof FusionException failure) {
      return failure.with(failure.failure().reaching(reached).withTicket(known));
    }
    return thrown instanceof CancelledException
        ? History.cancelled(String.valueOf(thrown.getMessage()), reached, thrown)
            .of(known, history.jobEnd == ProviderJob.End.CANCELLED)
        : thrown;
  }

  /** What a store does. */
  private interface Work {
    void run() throws IOException;
  }

  /** Keeps a ticket; why not, if the store failed, or had not answered when the call ended. */
  private Optional<Throwable> save(JobTicket ticket) {
    return done(() -> store.save(ticket), Long.MAX_VALUE);
  }

  private Optional<Throwable> done(Work work, long mostMillis) {
    if (store == JobStore.NONE) {
      return Optional.empty();
    }
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              work.run();
              return true;
            });
    inOrder.execute(task);
    long left = hangs ? STEP_MILLIS : mostMillis;
    while (left > 0) {
      try {
        boolean ignored = Uninterruptibles.getUninterruptibly(task, STEP_MILLIS, MILLISECONDS);
        return Optional.empty();
      } catch (ExecutionException e) {
        return Optional.of(Objects.requireNonNullElse(e.getCause(), e));
      } catch (TimeoutException e) {
        left = (cancel.isCancelled() ? Math.min(left, AFTER_CANCEL_MILLIS) : left) - STEP_MILLIS;
      }
    }
    hangs = true;
    return Optional.of(new TimeoutException());
  }
}
