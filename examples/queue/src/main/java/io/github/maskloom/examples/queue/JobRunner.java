package io.github.maskloom.examples.queue;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobTicket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one job as far as it gets. */
final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final JobTable table;
  private final JobStore store;
  private final FusionClient client;
  private final Results results;
  private final Backoff backoff;

  JobRunner(JobTable table, JobStore store, FusionClient client, Results results, Backoff backoff) {
    this.table = table;
    this.store = store;
    this.client = client;
    this.results = results;
    this.backoff = backoff;
  }

  /**
   * Runs a job that db-scheduler gave to this worker, and so to no other that lives.
   *
   * @return when to run it again; empty if it is settled
   * @throws SQLException if the database fails; the job is then found in the state it is in
   * @throws UncheckedIOException if the store cannot be asked; the job stays in its state too
   */
  Optional<Instant> run(String id) throws SQLException {
    Optional<Instant> notBefore = table.find(id).flatMap(Job::notBefore);
    if (notBefore.isPresent() && Instant.now().isBefore(notBefore.get())) {
      return notBefore;
    }
    String claim = UUID.randomUUID().toString();
    if (!table.claim(id, claim)) {
      return settledLeftOver(id, claim);
    }
    if (hasResult(id) || results.isCopied(id)) {
      logSettled(id, table.done(id, claim, "the answer to an earlier sending came late"));
      return Optional.empty();
    }
    return run(table.find(id).orElseThrow(), claim);
  }

  private boolean hasResult(String id) {
    try {
      return store.result(id).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("nobody can say whether images came", e);
    }
  }

  /**
   * A job that is being sent, says the table; but whoever sent it is gone. What its service has
   * queued is taken up under a claim of this worker's.
   */
  private Optional<Instant> settledLeftOver(String id, String own) throws SQLException {
    Optional<Job> leftOver = table.find(id).filter(job -> job.state() == JobState.SENDING);
    if (leftOver.isEmpty()) {
      return Optional.empty();
    }
    Job job = leftOver.get();
    Optional<JobTicket> ticket = new TicketRow(table, id).find();
    boolean wanted = ticket.isPresent() && !hasResult(id) && !job.cancelAsked();
    if (wanted) {
      return table.takeOver(id, job.claim(), own)
          ? called(table.find(id).orElseThrow(), own, ticket)
          : Optional.empty();
    }
    settleLeftOver(job);
    return Optional.empty();
  }

  private void settleLeftOver(Job job) throws SQLException {
    String id = job.id();
    String claim = job.claim();
    if (hasResult(id)) {
      logSettled(id, table.done(id, claim, "the worker died after the answer had come"));
    } else if (job.cancelAsked()) {
      String note = "cancelled after it was sent, and the worker died: it may have been billed";
      settle(id, claim, JobState.CANCELLED, note);
    } else {
      String note = "the worker died while it was sent: it may have been billed";
      settle(id, claim, JobState.PARKED, note);
    }
  }

  /** Sends a job, unless it was sent and can be taken up. */
  private Optional<Instant> run(Job job, String claim) throws SQLException {
    Optional<JobTicket> ticket = new TicketRow(table, job.id()).find();
    if (ticket.isPresent() && !table.beginTakingUp(job.id(), claim)) {
      return Optional.empty();
    }
    return called(job, claim, ticket);
  }

  private Optional<Instant> called(Job job, String claim, Optional<JobTicket> ticket)
      throws SQLException {
    Call call = new Call(table, client, job, claim);
    try (FusionResult result = call.fuse(store.inputs(job.id()), ticket)) {
      results.keep(job, claim, result);
      return Optional.empty();
    } catch (CancelledException e) {
      return stopped(job.id(), claim, call.isSending());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stopped(job.id(), claim, call.isSending());
    } catch (IOException | RuntimeException e) {
      return judged(job, claim, Verdict.of(e, call.isSending()));
    }
  }

  /** The call was stopped: by somebody, or because this worker stops. */
  private Optional<Instant> stopped(String id, String claim, boolean sending) throws SQLException {
    boolean cancelled = table.find(id).filter(Job::cancelAsked).isPresent();
    if (cancelled) {
      settle(id, claim, JobState.CANCELLED, "cancelled after it was sent: it may have been billed");
      return Optional.empty();
    }
    if (new TicketRow(table, id).find().isPresent()) {
      String note = "the worker was stopped, and the service goes on";
      boolean left = table.takeUpLater(id, claim, false, note);
      return left ? Optional.of(Instant.now()) : Optional.empty();
    }
    if (sending) {
      String note = "the worker was stopped while it was sent: it may have been billed";
      settle(id, claim, JobState.PARKED, note);
      return Optional.empty();
    }
    Instant now = Instant.now();
    return table.putBack(id, claim, false, now, "the worker was stopped before it was sent")
        ? Optional.of(now)
        : Optional.empty();
  }

  /** What its service has queued stays sent, and is found so by the worker that takes it up. */
  private Optional<Instant> judged(Job job, String claim, Verdict verdict) throws SQLException {
    if (new TicketRow(table, job.id()).find().isPresent() && job.retries() < backoff.retries()) {
      Instant next = Instant.now().plus(backoff.after(job.retries(), verdict.after()));
      boolean left = table.takeUpLater(job.id(), claim, true, verdict.note());
      return left ? Optional.of(next) : Optional.empty();
    }
    boolean retry = verdict.next() == Verdict.Next.RETRY;
    if (retry && job.retries() < backoff.retries()) {
      Duration wait = backoff.after(job.retries(), verdict.after());
      Instant next = Instant.now().plus(wait);
      return table.putBack(job.id(), claim, true, next, verdict.note())
          ? Optional.of(next)
          : Optional.empty();
    }
    JobState state = verdict.next() == Verdict.Next.PARK ? JobState.PARKED : JobState.FAILED;
    settle(job.id(), claim, state, verdict.note());
    return Optional.empty();
  }

  private void settle(String id, String claim, JobState state, String note) throws SQLException {
    logSettled(id, table.settle(id, claim, state, note));
  }

  private static void logSettled(String id, boolean changed) {
    LOG.info("job {} {}", id, changed ? "is settled" : "was settled by somebody else");
  }
}
