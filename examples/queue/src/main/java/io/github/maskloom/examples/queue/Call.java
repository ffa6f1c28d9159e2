package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call for a job under a claim, which says in the table when it is about to be sent.
 *
 * @param sending whether the request was about to leave, or left
 */
record Call(JobTable table, FusionClient client, Job job, String claim, AtomicBoolean sending)
    implements AnnouncingProvider.Announcement {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final long CANCEL_CHECK_MILLIS = 500;

  /**
   * Calls, or takes up what was sent before, and waits for the images or for somebody who no longer
   * wants them.
   *
   * @param ticket of the service's job, if it was sent before
   * @throws CancelledException if the job was cancelled
   * @throws InterruptedException if this worker has to end
   */
  FusionResult fuse(JobInputs inputs, Optional<JobTicket> ticket)
      throws IOException, InterruptedException {
    FusionRequest.Builder request =
        FusionRequest.builder(inputs.photo())
            .prompt(job.prompt())
            .count(job.images())
            .jobs(new TicketRow(table, job.id()))
            .options(this);
    inputs.mask().ifPresent(request::mask);
    inputs.references().forEach(request::reference);
    switch (job.finish()) {
      case RESTORED -> {}
      case FOCUSED -> request.focus();
      case UNCHANGED -> request.wholeAnswer();
    }
    sending.set(ticket.isPresent());
    return await(
        ticket
            .map(sent -> client.resume(sent, request.build()))
            .orElseGet(() -> client.start(request.build())));
  }

  @Override
  public void beforeSending() {
    try {
      if (!table.beginSending(job.id(), claim)) {
        throw new CancelledCallException("the job was cancelled or taken away", Delivery.NOT_SENT);
      }
      sending.set(true);
    } catch (IOException e) {
      throw new FusionException(
          "the database does not know that the job is about to be sent",
          FusionException.Failure.notSent(client.providerId()).withRetry(RetryAdvice.SAFE),
          e);
    }
  }

  private FusionResult await(FusionCall call) throws IOException, InterruptedException {
    Future<FusionResult> end = call.completion().toCompletableFuture();
    while (true) {
      try {
        return end.get(CANCEL_CHECK_MILLIS, MILLISECONDS);
      } catch (TimeoutException e) {
        if (unwanted()) {
          call.cancel();
        }
      } catch (ExecutionException e) {
        // It throws what it failed with.
        return call.result();
      } catch (InterruptedException e) {
        return resultOrInterrupt(call, e);
      }
    }
  }

  /** Cancels the call. A result that had just come is paid for. */
  private static FusionResult resultOrInterrupt(FusionCall call, InterruptedException interrupt)
      throws InterruptedException {
    Thread.currentThread().interrupt();
    try {
      return call.result();
    } catch (IOException | RuntimeException | Error e) {
      boolean ignored = Thread.interrupted();
      throw interrupt;
    }
  }

  /** A database that fails for a while is no reason to end a call that costs. */
  private boolean unwanted() {
    try {
      return table.isUnwanted(job.id(), claim);
    } catch (IOException e) {
      LOG.warn("job {}: cannot ask whether it is still wanted", job.id(), e);
      return false;
    }
  }
}
