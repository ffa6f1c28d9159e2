package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionResult;
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
  private Optional<JobTicket> unwritten = Optional.empty();

  private QueuedJobs(
      ProviderSettings settings, Optional<TicketFolder> folder, Optional<JobTicket> taken) {
    this.settings = settings;
    this.folder = folder;
    this.taken = taken;
  }

  /**
   * The jobs of a provider, which may queue none.
   *
   * @param ticket how the id of the ticket begins that is taken up; empty for a new job
   * @throws IOException if there is no such ticket, or no folder for tickets
   */
  static QueuedJobs of(ProviderSettings settings, Path jobs, Optional<String> ticket)
      throws IOException {
    if (!settings.queuesJobs() && ticket.isEmpty()) {
      return new QueuedJobs(settings, Optional.empty(), Optional.empty());
    }
    TicketFolder folder = TicketFolder.open(jobs);
    Optional<JobTicket> taken =
        ticket.isPresent() ? Optional.of(folder.named(ticket.get())) : Optional.empty();
    if (taken.isPresent() && taken.get().job().isEmpty()) {
      throw new IOException(
          "nobody knows whether the service made a job of it: "
              + JobsCommand.asked(taken.get().clientRequestIds()));
    }
    return new QueuedJobs(settings, Optional.of(folder), taken);
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

  /** The images came, and could not be written: they are to be fetched again. */
  void unwritten(FusionResult result) {
    unwritten = result.ticket();
  }

  /** What went wrong after a call; that of a service may be billed all the same. */
  IOException afterCall(FusionRecord call, IOException failure) {
    if (!settings.isService()) {
      return failure;
    }
    FusionException.Failure known =
        FusionException.Failure.notSent(call.provider())
            .withDelivery(call.sent().delivery())
            .withRequestIds(call.sent().requestIds(), call.received().requestIds());
    FusionException billed =
        new FusionException(
            String.valueOf(failure.getMessage()),
            unwritten.map(known::withTicket).orElse(known),
            failure);
    return new IOException(billed.getMessage(), billed);
  }

  /**
   * Tells of a failed call: with the command that takes its job up, if that waits.
   *
   * @param options what the call was given
   */
  void rethrow(Exception failure, List<Option<?>> options) throws IOException {
    if (taken.isPresent() && failure instanceof FusionRequestException other) {
      throw new IOException(other.reason() + "; give it what its call was given");
    }
    Optional<JobTicket> ticket = ticket(Outcome.cause(failure));
    if (ticket.isPresent() && folder.isPresent()) {
      rethrow(failure, ticket.get(), folder.get(), options);
    }
    if (failure instanceof MaskloomException known) {
      throw known;
    }
    throw (IOException) failure;
  }

  private void rethrow(
      Exception failure, JobTicket ticket, TicketFolder tickets, List<Option<?>> options)
      throws IOException {
    // The result was closed, and its ticket with it.
    if (unwritten.isPresent()) {
      tickets.save(ticket);
    }
    if (tickets.holds(ticket)) {
      throw new ResumableException(failure, ResumeLine.of(ticket.id(), options));
    }
    Optional<IOException> unkept = tickets.unkept();
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
