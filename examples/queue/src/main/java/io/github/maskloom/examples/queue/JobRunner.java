package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.RetryAdvice;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one job as far as it gets. */
final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final long CANCEL_CHECK_MILLIS = 500;

  private final JobTable table;
  private final JobFolder folder;
  private final FusionClient client;
  private final Backoff backoff;

  JobRunner(JobTable table, JobFolder folder, FusionClient client, Backoff backoff) {
    this.table = table;
    this.folder = folder;
    this.client = client;
    this.backoff = backoff;
  }

  /**
   * Runs a job that db-scheduler gave to this worker, and so to no other that lives.
   *
   * @return when to run it again; empty if it is settled
   * @throws SQLException if the database fails; the job is then found in the state it is in
   */
  Optional<Instant> run(String id) throws SQLException {
    Optional<Instant> notBefore = table.find(id).flatMap(Job::notBefore);
    if (notBefore.isPresent() && Instant.now().isBefore(notBefore.get())) {
      return notBefore;
    }
    String claim = UUID.randomUUID().toString();
    if (!table.claim(id, claim)) {
      settleLeftOver(id);
      return Optional.empty();
    }
    if (folder.result(id).isPresent()) {
      settled(id, table.done(id, claim, "the answer to an earlier sending came late"));
      return Optional.empty();
    }
    return new Run(table.find(id).orElseThrow(), claim).run();
  }

  /** A job that is being sent, says the table; but whoever sent it is gone. */
  private void settleLeftOver(String id) throws SQLException {
    Optional<Job> leftOver = table.find(id).filter(job -> job.state() == JobState.SENDING);
    if (leftOver.isEmpty()) {
      return;
    }
    String claim = leftOver.get().claim();
    if (folder.result(id).isPresent()) {
      settled(id, table.done(id, claim, "the worker died after the answer had come"));
    } else if (leftOver.get().cancelAsked()) {
      String note = "cancelled after it was sent, and the worker died: it may have been billed";
      settled(id, table.settle(id, claim, JobState.CANCELLED, note));
    } else {
      String note = "the worker died while it was sent: it may have been billed";
      settled(id, table.settle(id, claim, JobState.PARKED, note));
    }
  }

  private static void settled(String id, boolean changed) {
    LOG.info("job {} {}", id, changed ? "is settled" : "was settled by somebody else");
  }

  /** One claim on a job. */
  private final class Run implements AnnouncingProvider.Announcement {
    private final Job job;
    private final String id;
    private final String claim;
    private final AtomicBoolean sending = new AtomicBoolean();

    Run(Job job, String claim) {
      this.job = job;
      this.id = job.id();
      this.claim = claim;
    }

    Optional<Instant> run() throws SQLException {
      try (FusionResult result = await(client.fuseAsync(request()))) {
        // Throws if no picture at all came.
        String size = result.image().picture().width() + "x" + result.image().picture().height();
        folder.putResult(id, claim, result);
        settled(
            id,
            table.done(
                id,
                claim,
                "%d of %d pictures, the first %s"
                    .formatted(result.record().imagesReceived(), job.images(), size)));
        return Optional.empty();
      } catch (CancelledException e) {
        return stopped();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return stopped();
      } catch (IOException | RuntimeException e) {
        return judged(Verdict.of(e, sending.get()));
      }
    }

    private FusionRequest request() {
      FusionRequest.Builder request =
          FusionRequest.builder(folder.scene(id))
              .prompt(job.prompt())
              .count(job.images())
              .options(this);
      folder.mask(id).ifPresent(request::mask);
      folder.references(id).forEach(request::reference);
      return request.build();
    }

    @Override
    public void beforeSending() {
      try {
        if (!table.beginSending(id, claim)) {
          throw new CancelledException("the job was cancelled or taken away", Delivery.NOT_SENT);
        }
        sending.set(true);
      } catch (SQLException e) {
        throw new FusionException(
            "the database does not know that the job is about to be sent",
            FusionFailure.notSent(client.providerId()).withRetry(RetryAdvice.SAFE),
            e);
      }
    }

    private FusionResult await(CompletableFuture<FusionResult> call)
        throws IOException, InterruptedException {
      try {
        while (true) {
          try {
            return call.get(CANCEL_CHECK_MILLIS, MILLISECONDS);
          } catch (TimeoutException e) {
            if (unwanted() && call.cancel(true)) {
              throw new CancelledException("somebody cancelled the job");
            }
          }
        }
      } catch (ExecutionException e) {
        throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
      } catch (InterruptedException e) {
        call.cancel(true);
        throw e;
      }
    }

    /** A database that fails for a while is no reason to end a call that costs. */
    private boolean unwanted() {
      try {
        return table.unwanted(id, claim);
      } catch (SQLException e) {
        LOG.warn("job {}: cannot ask whether it is still wanted", id, e);
        return false;
      }
    }

    /** The call was stopped: by somebody, or because this worker stops. */
    private Optional<Instant> stopped() throws SQLException {
      boolean cancelled = table.find(id).filter(Job::cancelAsked).isPresent();
      if (cancelled) {
        String note = "cancelled after it was sent: it may have been billed";
        settled(id, table.settle(id, claim, JobState.CANCELLED, note));
        return Optional.empty();
      }
      if (sending.get()) {
        String note = "the worker was stopped while it was sent: it may have been billed";
        settled(id, table.settle(id, claim, JobState.PARKED, note));
        return Optional.empty();
      }
      Instant now = Instant.now();
      return table.putBack(id, claim, false, now, "the worker was stopped before it was sent")
          ? Optional.of(now)
          : Optional.empty();
    }

    private Optional<Instant> judged(Verdict verdict) throws SQLException {
      boolean retry = verdict.next() == Verdict.Next.RETRY;
      if (retry && job.retries() < backoff.retries()) {
        Duration wait = backoff.after(job.retries(), verdict.after());
        Instant next = Instant.now().plus(wait);
        return table.putBack(id, claim, true, next, verdict.note())
            ? Optional.of(next)
            : Optional.empty();
      }
      JobState state = verdict.next() == Verdict.Next.PARK ? JobState.PARKED : JobState.FAILED;
      settled(id, table.settle(id, claim, state, verdict.note()));
      return Optional.empty();
    }
  }

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
