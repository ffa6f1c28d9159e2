package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What becomes of the job that a service makes of a call, if it queues. */
final class QueuedJobs {
  private final ProviderSettings settings;
  private final Optional<TicketFolder> folder;
  private final Optional<JobTicket> taken;
  private boolean unwritten;

  /**
   * The jobs of a provider, which may queue none.
   *
   * @param ticket how the id of the ticket begins that is taken up; empty for a new job
   * @throws IOException if there is no such ticket, or no folder for tickets
   */
  QueuedJobs(ProviderSettings settings, Path jobs, Optional<String> ticket) throws IOException {
    this.settings = settings;
    boolean queues = settings.capabilities().queuesJobs() || ticket.isPresent();
    folder = queues ? Optional.of(new TicketFolder(jobs)) : Optional.empty();
    taken = ticket.isPresent() ? Optional.of(folder.get().named(ticket.get())) : Optional.empty();
    if (taken.filter(known -> known.job().isEmpty()).isPresent()) {
      throw new IOException(
          "nobody knows whether the service made a job of it: "
              + JobsCommand.asked(taken.get().clientRequestIds()));
    }
  }

  /** What keeps tickets. */
  JobStore store() {
    return folder.map(JobStore.class::cast).orElse(JobStore.NONE);
  }

  /** Sends a request, or takes its job up. */
  FusionCall start(FusionClient client, FusionRequest request) {
    return taken.isPresent() ? client.resume(taken.get(), request) : client.start(request);
  }

  /**
   * What ends a call with the process. A job that is paid for is to go on, so the call is not
   * cancelled, which would cancel the job.
   */
  Runnable atShutdown(FusionClient client, FusionCall call) {
    return folder.isPresent() ? client::close : call::cancel;
  }

  /**
   * What went wrong after a call; that of a service may be billed all the same.
   *
   * @param job of which images came that could not be written: they are to be fetched again
   */
  IOException afterCall(FusionRecord call, Optional<JobTicket> job, IOException failure) {
    if (!settings.isService()) {
      return failure;
    }
    unwritten = job.isPresent();
    FusionException.Failure known =
        FusionException.Failure.notSent(call.provider())
            .withDelivery(call.sent().delivery())
            .withRequestIds(call.sent().requestIds(), call.received().requestIds());
    String message = String.valueOf(failure.getMessage());
    FusionException billed =
        new FusionException(message, job.map(known::withTicket).orElse(known), failure);
    return new IOException(billed.getMessage(), billed);
  }

  /**
   * Tells of a failed call what the failure does not: the command that takes its job up, if that
   * waits.
   *
   * @param options what the call was given
   * @throws IOException if there is more to tell
   */
  void explain(Exception failure, List<Option<?>> options) throws IOException {
    if (taken.isPresent() && failure instanceof FusionRequestException other) {
      throw new IOException(other.reason() + "; give it what its call was given");
    }
    Optional<JobTicket> ticket = ticket(Outcome.cause(failure));
    if (ticket.isEmpty() || folder.isEmpty()) {
      return;
    }
    // The result was closed, and its ticket with it.
    if (unwritten) {
      folder.get().save(ticket.get());
    }
    if (folder.get().holds(ticket.get())) {
      throw new ResumableException(failure, ResumeLine.of(ticket.get().id(), options));
    }
    Optional<IOException> unkept = folder.get().unkept();
    if (unkept.isPresent()) {
      String why = failure.getMessage() + "; its ticket could not be kept: ";
      throw new IOException(why + unkept.get().getMessage(), Outcome.cause(failure));
    }
  }

  private static Optional<JobTicket> ticket(Throwable failure) {
    if (failure instanceof FusionException call) {
      return call.ticket();
    }
    return failure instanceof CancelledCallException call ? call.ticket() : Optional.empty();
  }
}
