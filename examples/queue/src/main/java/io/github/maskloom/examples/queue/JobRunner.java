package io.github.maskloom.examples.queue;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobTicket;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes one job as far as it gets. */
record JobRunner(
    JobTable table, JobStore store, FusionClient client, Results results, Backoff backoff) {
  /**
   * Runs a job that db-scheduler gave to this worker, and so to no other that lives.
   *
   * @return when to run it again; empty if it is settled
   * @throws IOException if the database or the store fails; the job stays in the state it is in
   */
  Optional<Instant> run(String id) throws IOException {
    Optional<Instant> notBefore = table.find(id).flatMap(Job::notBefore);
    if (notBefore.isPresent() && Instant.now().isBefore(notBefore.get())) {
      return notBefore;
    }
    String claim = UUID.randomUUID().toString();
    if (!table.claim(id, claim)) {
      Optional<Job> leftOver = table.find(id).filter(job -> job.state() == JobState.SENDING);
      return leftOver.isPresent() ? leftOver(leftOver.get(), claim) : Optional.empty();
    }
    if (store.result(id).isPresent() || results.isCopied(id)) {
      return done(id, claim, "the answer to an earlier sending came late");
    }
    Optional<JobTicket> ticket = ticket(id);
    // What was sent before is taken up.
    return ticket.isEmpty() || table.beginTakingUp(id, claim)
        ? called(id, claim, ticket)
        : Optional.empty();
  }

  private Optional<JobTicket> ticket(String id) throws IOException {
    return new TicketRow(table, id).find();
  }

  /**
   * A job that is being sent, says the table; but whoever sent it is gone. What its service has
   * queued is taken up under a claim of this worker's.
   */
  private Optional<Instant> leftOver(Job job, String own) throws IOException {
    String id = job.id();
    Optional<JobTicket> ticket = ticket(id);
    if (store.result(id).isPresent()) {
      return done(id, job.claim(), "the worker died after the answer had come");
    }
    if (job.cancelAsked()) {
      String note = "cancelled after it was sent, and the worker died: it may have been billed";
      return settled(id, job.claim(), JobState.CANCELLED, note);
    }
    if (ticket.isEmpty()) {
      String note = "the worker died while it was sent: it may have been billed";
      return settled(id, job.claim(), JobState.PARKED, note);
    }
    return table.takeOver(id, job.claim(), own) ? called(id, own, ticket) : Optional.empty();
  }

  private Optional<Instant> called(String id, String claim, Optional<JobTicket> ticket)
      throws IOException {
    Job job = table.find(id).orElseThrow();
    AtomicBoolean sending = new AtomicBoolean();
    Call call = new Call(table, client, job, claim, sending);
    try (FusionResult result = call.fuse(store.inputs(id), ticket)) {
      results.keep(job, claim, result);
      return Optional.empty();
    } catch (CancelledException e) {
      return stopped(id, claim, sending.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stopped(id, claim, sending.get());
    } catch (IOException | RuntimeException e) {
      return judged(job, claim, Verdict.of(e, sending.get()));
    }
  }

  /** The call was stopped: by somebody, or because this worker stops. */
  private Optional<Instant> stopped(String id, String claim, boolean sending) throws IOException {
    if (table.isCancelAsked(id)) {
      String note = "cancelled after it was sent: it may have been billed";
      return settled(id, claim, JobState.CANCELLED, note);
    }
    Instant now = Instant.now();
    if (ticket(id).isPresent()) {
      String note = "the worker was stopped, and the service goes on";
      return again(now, table.note(id, claim, false, note));
    }
    if (sending) {
      String note = "the worker was stopped while it was sent: it may have been billed";
      return settled(id, claim, JobState.PARKED, note);
    }
    String note = "the worker was stopped before it was sent";
    return again(now, table.putBack(id, claim, false, now, note));
  }

  /** What its service has queued stays sent, and is found so by the worker that takes it up. */
  private Optional<Instant> judged(Job job, String claim, Verdict verdict) throws IOException {
    String id = job.id();
    boolean queued = ticket(id).isPresent();
    boolean retry = queued || verdict.next() == Verdict.Next.RETRY;
    if (retry && job.retries() < backoff.retries()) {
      Instant next = Instant.now().plus(backoff.after(job.retries(), verdict.after()));
      return again(
          next,
          queued
              ? table.note(id, claim, true, verdict.note())
              : table.putBack(id, claim, true, next, verdict.note()));
    }
    if (verdict.next() != Verdict.Next.PARK) {
      return settled(id, claim, JobState.FAILED, verdict.note());
    }
    // They may be in the store, and nobody could say so in the table.
    return store.result(id).isPresent()
        ? done(id, claim, "its images had come")
        : settled(id, claim, JobState.PARKED, verdict.note());
  }

  /** When to run a job again, unless it was taken away. */
  private static Optional<Instant> again(Instant next, boolean changed) {
    return changed ? Optional.of(next) : Optional.empty();
  }

  private Optional<Instant> done(String id, String claim, String note) throws IOException {
    Results.logSettled(id, table.done(id, claim, note));
    return Optional.empty();
  }

  private Optional<Instant> settled(String id, String claim, JobState state, String note)
      throws IOException {
    Results.logSettled(id, table.settle(id, claim, state, note));
    return Optional.empty();
  }
}
