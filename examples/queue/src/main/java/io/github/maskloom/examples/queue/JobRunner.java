package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.RetryAdvice;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
  private final KeptImages kept;
  private final Backoff backoff;
  private final Pause pause;

  /** How to wait. */
  interface Pause {
    void wait(Duration time) throws InterruptedException;
  }

  JobRunner(
      JobTable table,
      JobFolder folder,
      FusionClient client,
      KeptImages kept,
      Backoff backoff,
      Pause pause) {
    this.table = table;
    this.folder = folder;
    this.client = client;
    this.kept = kept;
    this.backoff = backoff;
    this.pause = pause;
  }

  /**
   * Copies what a worker of this machine had to leave behind; what still cannot be copied stays.
   *
   * @throws SQLException if the database fails
   */
  void copyKept() throws SQLException {
    try {
      for (KeptImages.Kept left : kept.all()) {
        copy(left);
      }
    } catch (IOException e) {
      LOG.warn("images that came still cannot be copied", e);
    }
  }

  private void copy(KeptImages.Kept left) throws IOException, SQLException {
    folder.putResult(left.id(), left.pictures());
    boolean changed = table.done(left.id(), left.claim(), "its images were copied at last");
    settled(left.id(), changed);
    kept.delete(left);
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
    if (folder.result(id).isPresent() || isCopied(id)) {
      settled(id, table.done(id, claim, "the answer to an earlier sending came late"));
      return Optional.empty();
    }
    return new Run(table.find(id).orElseThrow(), claim).run();
  }

  /** Whether images of an earlier sending were here, and are where they belong by now. */
  private boolean isCopied(String id) throws SQLException {
    try {
      Optional<KeptImages.Kept> left = kept.of(id);
      if (left.isPresent()) {
        copy(left.get());
      }
      return left.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("images that came still cannot be copied", e);
    }
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
        // Throws if no image at all came.
        String size = result.image().image().width() + "x" + result.image().image().height();
        String note =
            "%d of %d images, the first %s"
                .formatted(result.record().imagesReceived(), job.images(), size);
        keep(JobFolder.pictures(result), note);
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

    /**
     * Keeps images that came. They are paid for, so while they cannot be copied, as on a full disk,
     * this tries again and again, and its thread sends nothing else. Nothing is sent again.
     *
     * @throws IOException if they are gone, here too
     */
    private void keep(Map<String, Path> pictures, String note) throws IOException, SQLException {
      for (int failures = 0; ; failures++) {
        try {
          folder.putResult(id, pictures);
          settled(id, table.done(id, claim, note));
          return;
        } catch (IOException e) {
          if (!pictures.values().stream().allMatch(Files::exists)) {
            throw e;
          }
          LOG.warn("job {}: its images came and cannot be copied yet", id, e);
          if (isGivenUp(e, failures) || !hasWaited(failures)) {
            leave(pictures);
            return;
          }
        }
      }
    }

    /** Says in the table what the job waits for; whether somebody no longer wants it. */
    private boolean isGivenUp(IOException why, int failures) {
      try {
        boolean ignored =
            table.note(
                id,
                claim,
                "its images came and cannot be copied yet: %s, attempt %d"
                    .formatted(why.getClass().getSimpleName(), failures + 1));
        return table.find(id).filter(Job::cancelAsked).isPresent();
      } catch (SQLException e) {
        LOG.warn("job {}: cannot say what it waits for", id, e);
        return false;
      }
    }

    /** Waits for the next attempt; false if this worker has to end. */
    private boolean hasWaited(int failures) {
      try {
        pause.wait(Backoff.COPYING.after(failures, Optional.empty()));
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /** Leaves images that cannot be copied where the next worker of this machine finds them. */
    private void leave(Map<String, Path> pictures) throws IOException, SQLException {
      // An interrupt would close the files.
      boolean interrupted = Thread.interrupted();
      try {
        Path left = kept.put(id, claim, pictures);
        boolean cancelled = table.find(id).filter(Job::cancelAsked).isPresent();
        JobState state = cancelled ? JobState.CANCELLED : JobState.PARKED;
        String note =
            "its images came and could not be copied: the next worker of this machine"
                + " copies them from "
                + left;
        settled(id, table.settle(id, claim, state, note));
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
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
            FusionException.Failure.notSent(client.providerId()).withRetry(RetryAdvice.SAFE),
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
        if (call.cancel(true) || call.isCompletedExceptionally()) {
          throw e;
        }
        // It had just come, and is paid for.
        Thread.currentThread().interrupt();
        return call.join();
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
