package io.github.maskloom.fusion.call;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What everything that works for one call shares.
 *
 * @param sources its request, and the copies of what that reads
 * @param folder of its temporary files
 * @param cancellation tells to stop
 * @param events tells the listeners and the journal
 * @param job that its service makes of it, if it queues
 * @param history how far it has got
 */
record CallContext(
    CopiedSources sources,
    FusionConfig config,
    CallFolder folder,
    CallCancellation cancellation,
    CallEvents events,
    CallJob job,
    CallHistory history) {
  /**
   * What a new call needs, whose folder is yet to be made.
   *
   * @param threads what listeners and the store of tickets are called on
   * @param resumed the ticket of the job that it takes up; null if it makes images anew
   */
  static CallContext of(
      FusionRequest request,
      String providerId,
      FusionConfig config,
      TempRoot root,
      Executor threads,
      @Nullable JobTicket resumed) {
    CallCancellation cancellation = new CallCancellation(config.working().cancel());
    CallEvents events = new CallEvents(config, request.listener(), threads, System::nanoTime);
    KeptTickets kept = new KeptTickets(store(request, config), threads, cancellation);
    CallJob job = new CallJob(kept, resumed);
    return new CallContext(
        new CopiedSources(request),
        config,
        new CallFolder(root),
        cancellation,
        events,
        job,
        new CallHistory(request, providerId, events, job));
  }

  private static JobStore store(FusionRequest request, FusionConfig config) {
    return request.jobs().or(config::jobs).orElse(JobStore.NONE);
  }

  /** What is known of the request once an image came, for what goes wrong with it here. */
  FusionException.Failure accepted() {
    return history.failure(Delivery.ACCEPTED);
  }

  /**
   * A request that may be billed is about to be sent. If it may make a job, a ticket names it. The
   * journal names it in any case.
   *
   * @throws CancelledException if the call was cancelled, so that nothing is sent
   * @throws FusionException if the ticket could not be kept, so that nothing is sent
   */
  void sending(String clientRequestId) {
    boolean isNew = !history.known().clientRequestIds().contains(clientRequestId);
    events.sentAs(clientRequestId);
    job.sending(request(), history);
    if (cancellation.isCancelled()) {
      throw CallHistory.cancelled("cancelled before it was sent", Delivery.NOT_SENT, null);
    }
    if (isNew) {
      events.sending(
          new FusionJournal.Sending(
              Instant.now(),
              history.providerId(),
              history.known().model(),
              clientRequestId,
              job.ticketId(),
              folder.process().toString()));
    }
  }

  /** The service has made a job of the request, or more is known of it; keeps its ticket. */
  void keepJob(ProviderJob queued) {
    events.queuedAs(queued.id());
    job.accepted(queued, request(), history);
  }

  /** What a caller gets to see of a failure. */
  Throwable seen(Throwable thrown) {
    return job.seen(thrown, history.delivery(thrown));
  }

  /** What the images of the request hash to. */
  Map<String, String> imageHashes() throws IOException {
    return new ImageHashes(config.reading().limits(), cancellation).of(request());
  }

  /** What is asked for. */
  FusionRequest request() {
    return sources.request();
  }

  /** Copies what the request reads, if it asks for that. */
  void copySources() throws IOException {
    sources.copyInto(folder, config.reading().limits(), work().begin());
  }

  /** How the images of the call are read. */
  ReadOptions reading() {
    return config.reading();
  }

  /** How the library works for the call. */
  WorkOptions work() {
    return config.working().withCancel(cancellation);
  }
}
