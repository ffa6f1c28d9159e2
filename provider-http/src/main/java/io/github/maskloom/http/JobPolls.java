package io.github.maskloom.http;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.http.call.AnswerBounds;
import io.github.maskloom.http.call.AnswerImages;
import io.github.maskloom.http.call.CallClock;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.call.JobAnswer;
import io.github.maskloom.http.call.LocalFailure;
import io.github.maskloom.http.call.ResultDownload;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceError;
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

  /** A job may be known a moment later than its id. */
  private static final int MAX_UNKNOWN = 3;

  private final JobRun run;
  private ProviderJob job;
  private Duration pause;
  private Optional<FusionException> failure = Optional.empty();

  /** In the service's word, as it was last said. */
  private Optional<String> state = Optional.empty();

  /** How many answers one after the other knew no such job. */
  private int unknown;

  JobPolls(JobRun run, ProviderJob job) {
    this.run = run;
    this.job = job;
    pause = bounded(run.session.settings().retries().firstWait());
  }

  ProviderResponse untilDone() throws IOException {
    while (true) {
      run.active.throwIfEnded(Delivery.ACCEPTED);
      CallErrors errors =
          new CallErrors(
                  run.session.profile(), run.access.safeText(), run.requestId, Optional.empty())
              .ofJob();
      AnswerImages images = images(errors);
      try (JobAnswer answer = new JobAnswer(errors, run.rules, Optional.of(images))) {
        if (isAnswered(answer, errors) && isOver(answer, errors)) {
          return done(answer, errors, images);
        }
      }
      pause(errors.retryAfter().orElse(Duration.ZERO));
    }
  }

  private AnswerImages images(CallErrors errors) {
    int taken = run.access.imagesTaken();
    AnswerBounds bounds = new AnswerBounds(taken, run.session.settings().maxImageBytes());
    return new AnswerImages(run.call, errors, taken, 0, bounds);
  }

  /** Whether the service has told of the job; false if it may next time. */
  private boolean isAnswered(JobAnswer answer, CallErrors errors) throws IOException {
    Request request = run.headed(new Request.Builder().url(run.pollUrl(job)));
    try {
      run.exchange(request, new SendGate(), errors, pollDeadline()).run(answer);
      requireOwn(answer, errors);
      unknown = 0;
      return true;
    } catch (FusionException e) {
      run.active.throwIfEnded(Delivery.ACCEPTED);
      JobRun.LOG.debug("call {} hears nothing of its job: {}", run.requestId, e.failure());
      failure = Optional.of(e);
      throwUnlessPassing(e, isMissing(answer, e));
      return false;
    }
  }

  private Deadline pollDeadline() {
    boolean brief = run.rules.base64().isEmpty() && run.deadline.allows(MAX_POLL_TIME);
    return brief ? Deadline.after(MAX_POLL_TIME, run.session.clock()) : run.deadline;
  }

  private void requireOwn(JobAnswer answer, CallErrors errors) {
    if (!answer.text(run.rules.id()).equals(job.id())) {
      throw errors.broken("the answer is another job's, or does not say whose");
    }
    if (answer.text(run.rules.state()).isEmpty()) {
      throw errors.broken("the answer does not say how far the job is");
    }
    if (isUnknown(answer)) {
      throw errors.broken("the service knows no such job");
    }
  }

  private boolean isUnknown(JobAnswer answer) {
    return answer.text(run.rules.id()).equals(job.id())
        && run.rules.isUnknown(answer.text(run.rules.state()));
  }

  private boolean isMissing(JobAnswer answer, FusionException e) {
    int status = e.failure().httpStatus().orElse(0);
    return status == 404 || status == 410 || isUnknown(answer);
  }

  private void throwUnlessPassing(FusionException e, boolean missing) {
    if (missing) {
      unknown++;
      if (unknown >= MAX_UNKNOWN) {
        throw isPast() ? expired(e) : e;
      }
      return;
    }
    boolean ofService =
        e instanceof FusionServiceException
            || e instanceof FusionTransportException
            || e instanceof FusionThrottledException;
    if (!ofService || e.retry().kind() == RetryAdvice.Kind.NEVER) {
      throw e;
    }
  }

  /** Whether the images are there; a job that has ended without is a failure. */
  private boolean isOver(JobAnswer answer, CallErrors errors) {
    String said = answer.text(run.rules.state());
    state = Optional.of(errors.name(said));
    run.rules.ended(said).ifPresent(ended -> end(ended, answer.reason(), said, errors));
    return run.rules.isDone(said);
  }

  private void end(JobRules.Ended ended, ServiceError reason, String state, CallErrors errors) {
    FusionException why = errors.ended(ended, reason, "the job has ended as " + state);
    if (ended.why() == ProviderJob.End.EXPIRED) {
      throw expired(why);
    }
    run.call.jobEnded(ended.why());
    throw why;
  }

  private ProviderResponse done(JobAnswer answer, CallErrors errors, AnswerImages images)
      throws IOException {
    if (job.expires().isEmpty() && run.rules.lifetime().isPresent()) {
      job = job.withExpires(run.session.clock().now().plus(run.rules.lifetime().get()));
      run.call.keepJob(job);
    }
    try {
      answer.finishImages();
      fetch(answer, errors, images);
      images.requireAny("the job");
    } catch (LocalFailure e) {
      throw errors.unkept(e.failure());
    } catch (FusionException e) {
      throw isPast() ? expired(e) : e;
    } finally {
      images.settle();
    }
    ProviderResponse response =
        ProviderResponse.NONE
            .withRequestIds(List.of(), errors.serverRequestId().stream().toList())
            .withUsage(answer.usage().numbers());
    return run.access.model().map(response::withModel).orElse(response);
  }

  private void fetch(JobAnswer answer, CallErrors errors, AnswerImages images) throws IOException {
    ResultDownload.Context downloads =
        new ResultDownload.Context(
            run.session.http()::download,
            images,
            errors,
            run.active,
            run.deadline,
            run.session.settings().downloadHosts());
    int index = answer.decoded();
    for (String link : answer.links()) {
      if (!images.take(index)) {
        images.leave(link);
      } else if (isPrivate(link)) {
        downloads.fetch(link, index);
      } else {
        images.fail(index, "the link of an image is without TLS, which the service has");
      }
      index++;
    }
  }

  /** Nobody on the way may see or change the image of a service that is asked with TLS. */
  private boolean isPrivate(String link) {
    return !run.session.base().isHttps() || !link.regionMatches(true, 0, "http:", 0, 5);
  }

  /** Whether nobody needs to wonder that a result is gone. */
  private boolean isPast() {
    Optional<Instant> last =
        job.expires()
            .or(() -> run.rules.lifetime().map(lifetime -> job.submitted().plus(lifetime)));
    return last.filter(then -> run.session.clock().now().isAfter(then)).isPresent();
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
    Duration wait = CallClock.longer(asked, pause);
    if (!run.deadline.allows(wait)) {
      throw late();
    }
    run.session.clock().sleep(wait, run.active);
    pause = bounded(pause.multipliedBy(3).dividedBy(2));
  }

  private Duration bounded(Duration wait) {
    Duration most = run.session.settings().retries().maxWait();
    return CallClock.longer(wait.compareTo(most) < 0 ? wait : most, SHORTEST_PAUSE);
  }

  private FusionException late() {
    FusionException late =
        new FusionTransportException(
            "the job is not done within %s%s, and may be taken up later"
                .formatted(
                    run.deadline.allowed(),
                    state.map(", but in the state %s"::formatted).orElse("")),
            failure.map(FusionException::failure).orElse(run.accepted()));
    failure.ifPresent(late::initCause);
    return late;
  }
}
