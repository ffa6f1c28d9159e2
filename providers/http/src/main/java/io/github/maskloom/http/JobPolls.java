package io.github.maskloom.http;

import com.google.common.collect.Comparators;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.http.call.AnswerImages;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.call.Exchange;
import io.github.maskloom.http.call.Exchange.Surroundings;
import io.github.maskloom.http.call.JobAnswer;
import io.github.maskloom.http.call.LocalFailure;
import io.github.maskloom.http.call.ResultDownload;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.JobRules.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;

/**
 * The requests that ask for one job, until it has ended. None costs anything, so one that fails in
 * passing is repeated until the call's time is up. <b>Threads:</b> confined to one.
 */
final class JobPolls {
  /** What tells of a job takes no longer, unless it holds the images. */
  private static final Duration MAX_POLL_TIME = Duration.ofMinutes(1);

  /** Whatever is set: without a pause, polls would come as fast as the service answers. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  /** A job may be known a moment later than its id, and an image come whole at the next poll. */
  private static final int MAX_TIMES = 3;

  /**
   * What is gone must be gone at two polls so far apart: a clock may be wrong, a host in trouble.
   */
  private static final Duration PROOF_TIME = Duration.ofMinutes(1);

  private final JobRun run;
  private ProviderJob job;

  /** Whether the job is done, and its images are asked for at their own address. */
  private boolean ofResult;

  private Duration pause;

  /** What was wrong with the last poll. */
  private Optional<FusionException> failure = Optional.empty();

  /** In the service's word, as it was last said. */
  private Optional<String> state = Optional.empty();

  /** How many answers one after the other knew no such job. */
  private int unknown;

  /** How many answers one after the other had damaged images alone. */
  private int damaged;

  /** Since when answers say that the result is gone, and by when that is believed. */
  private Optional<Deadline> proof = Optional.empty();

  JobPolls(JobRun run, ProviderJob job) {
    this.run = run;
    this.job = job;
    pause = bounded(run.session.config().retries().firstWait());
  }

  ProviderResponse untilDone() throws IOException {
    while (true) {
      run.active.throwIfEnded(Delivery.ACCEPTED);
      CallErrors errors = run.jobErrors();
      AnswerImages images = run.images(errors, 0, JobAnswer.MAX_BYTES);
      boolean leads = run.hasResultLink() && !ofResult;
      try (JobAnswer answer =
          new JobAnswer(errors, run.rules, Optional.of(images).filter(any -> !leads))) {
        if (isAnswered(answer, errors) && (ofResult || isOver(answer, errors))) {
          if (leads) {
            ofResult = true;
            continue;
          }
          if (isFetched(answer, images)) {
            return ServiceCall.response(
                List.of(), errors, answer.usage().numbers(), run.access.model());
          }
        }
      }
      pause(errors.retryAfter().orElse(Duration.ZERO));
    }
  }

  /** Whether the service has told of the job; false if it may next time. */
  private boolean isAnswered(JobAnswer answer, CallErrors errors) throws IOException {
    Request request = run.headed(new Request.Builder().url(run.url(job, ofResult)));
    boolean whole = false;
    try {
      Surroundings around = new Surroundings(run.active, pollDeadline(), run.session);
      new Exchange(run.session.http().api(request), new SendGate(), errors, around).run(answer);
      whole = true;
      if (errors.isFailure()) {
        throw errors.ofError(answer.refusal(), true);
      }
      if (!ofResult) {
        requireOwn(answer, errors);
      }
      unknown = 0;
      damaged = 0;
      failure = Optional.empty();
      return true;
    } catch (FusionException e) {
      run.active.throwIfEnded(Delivery.ACCEPTED);
      if (ofResult && whole) {
        answer.ending().ifPresent(word -> end(word, answer, errors));
      }
      JobRun.LOG.debug("call {} hears nothing of its job: {}", run.requestId, e.failure());
      failure = Optional.of(e);
      damaged = answer.isDamaged() ? damaged + 1 : 0;
      if (damaged == MAX_TIMES) {
        throw e;
      }
      if (isNotFound(e) || isUnknown(answer)) {
        missing(whole, e);
      } else if (!isPassing(e) && !(status(e) == 401 && run.hasNewKey())) {
        throw e;
      }
      return false;
    }
  }

  private Deadline pollDeadline() {
    Deadline ofCall = run.around.deadline();
    boolean brief = !ofResult && run.rules.at(Place.IMAGE).isEmpty();
    return brief && ofCall.allows(MAX_POLL_TIME)
        ? Deadline.after(MAX_POLL_TIME, run.session.clock())
        : ofCall;
  }

  private void requireOwn(JobAnswer answer, CallErrors errors) {
    if (!answer.text(Place.ID).equals(job.id())) {
      throw errors.broken("the answer is another job's, or does not say whose");
    }
    if (answer.text(Place.STATE).isEmpty()) {
      throw errors.broken("the answer does not say how far the job is");
    }
    if (isUnknown(answer)) {
      throw errors.broken("the service knows no such job");
    }
  }

  private boolean isUnknown(JobAnswer answer) {
    return answer.text(Place.ID).equals(job.id())
        && run.rules.unknown().contains(answer.text(Place.STATE));
  }

  private static boolean isNotFound(FusionException e) {
    return status(e) == 404 || status(e) == 410;
  }

  private static int status(FusionException e) {
    return e.failure().httpStatus().orElse(0);
  }

  /** A page of a gateway is not the service's word. */
  private void missing(boolean whole, FusionException e) {
    unknown++;
    if (isPast() && whole) {
      gone(e);
    } else if (unknown >= MAX_TIMES) {
      throw e;
    }
  }

  /** Throws once it is proven that the result is gone. */
  private void gone(FusionException why) {
    if (proof.filter(Deadline::passed).isPresent()) {
      throw expired(why);
    }
    failure = Optional.of(why);
    proof = proof.or(() -> Optional.of(Deadline.after(PROOF_TIME, run.session.clock())));
  }

  private static boolean isPassing(FusionException e) {
    boolean ofService =
        e instanceof FusionServiceException
            || e instanceof FusionTransportException
            || e instanceof FusionThrottledException;
    return ofService && e.retry().kind() != RetryAdvice.Kind.NEVER;
  }

  /** Whether the images are there; a job that has ended without is a failure. */
  private boolean isOver(JobAnswer answer, CallErrors errors) {
    String said = answer.text(Place.STATE);
    state = Optional.of(errors.name(said));
    Optional<String> ending = answer.ending();
    ending.ifPresent(word -> end(word, answer, errors));
    boolean done = run.rules.done().contains(said);
    proof = proof.filter(any -> done || ending.isPresent());
    // From the answer that says so, the result can be fetched for a while.
    if (done && job.expires().isEmpty() && run.rules.lifetime().isPresent()) {
      job = job.withExpires(run.session.clock().now().plus(run.rules.lifetime().get()));
      run.call.keepJob(job);
    }
    return done;
  }

  /** Comes back from a result that may be gone. */
  private void end(String word, JobAnswer answer, CallErrors errors) {
    JobRules.Ended ended = run.rules.ended(word).orElseThrow();
    if (answer.hasResults()) {
      errors.doubt();
    }
    FusionException why = errors.ended(ended, answer.reason(), "the job has ended as " + word);
    if (ended.why() == ProviderJob.End.EXPIRED) {
      gone(why);
      return;
    }
    // What counts or links an image has more to bring than its state says.
    if (!answer.hasResults()) {
      run.call.jobEnded(ended.why());
    }
    throw why;
  }

  /** Whether the images came; false if they are said to be gone, and are to be asked for again. */
  private boolean isFetched(JobAnswer answer, AnswerImages images) throws IOException {
    try {
      answer.handOver((link, index) -> fetch(images, link, index));
      images.requireAny("the job");
    } catch (LocalFailure e) {
      throw images.errors().unkept(e.failure());
    } catch (FusionException e) {
      if (isPast() && images.allFailed(JobPolls::isNotFound)) {
        gone(e);
        return false;
      }
      if (images.allFailed(FusionContentException.class::isInstance)) {
        run.call.jobEnded(ProviderJob.End.FAILED); // Nothing of it will ever be there to fetch.
      }
      images.settle();
      throw e;
    }
    images.settle();
    return true;
  }

  /** Nobody on the way may see or change the image of a service that is asked with TLS. */
  private void fetch(AnswerImages images, String link, int index) throws IOException {
    if (run.session.base().isHttps() && link.regionMatches(true, 0, "http:", 0, 5)) {
      images.fail(index, "the link of an image is without TLS, which the service has");
    } else {
      ResultDownload.fetch(images, run.around, link, index);
    }
  }

  /** Whether nobody needs to wonder that a result is gone; in the call that made the job all do. */
  private boolean isPast() {
    Optional<Instant> last =
        job.expires()
            .or(() -> run.rules.lifetime().map(lifetime -> job.submitted().plus(lifetime)));
    return run.takenUp && last.filter(run.session.clock().now()::isAfter).isPresent();
  }

  private FusionException expired(FusionException why) {
    run.call.jobEnded(ProviderJob.End.EXPIRED);
    String what =
        job.expires()
            .map(then -> "the result of the job expired at " + then)
            .orElse("the service no longer keeps the job that it took at " + job.submitted());
    return new FusionServiceException(
        what + run.rules.lifetime().map(lifetime -> "; results live for " + lifetime).orElse(""),
        why.failure().withCode("expired").withRetry(RetryAdvice.MAY_BILL_TWICE),
        why);
  }

  private void pause(Duration asked) {
    Duration wait = Comparators.max(asked, pause);
    if (!run.around.deadline().allows(wait)) {
      throw late();
    }
    run.session.clock().sleep(wait, run.active);
    pause = bounded(pause.multipliedBy(3).dividedBy(2));
  }

  private Duration bounded(Duration wait) {
    Duration most = run.session.config().retries().maxWait();
    return Comparators.max(Comparators.min(wait, most), SHORTEST_PAUSE);
  }

  private FusionException late() {
    FusionException late =
        new FusionTransportException(
            "the job is not done within %s%s, and may be taken up later%s"
                .formatted(
                    run.around.deadline().allowed(),
                    state.map(", but in the state %s"::formatted).orElse(""),
                    failure.map(last -> "; the last poll failed: " + last.reason()).orElse("")),
            failure.map(FusionException::failure).orElseGet(run::failure));
    failure.ifPresent(late::initCause);
    return late;
  }
}
