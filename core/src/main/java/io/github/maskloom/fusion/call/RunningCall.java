package io.github.maskloom.fusion.call;

import com.google.common.util.concurrent.Futures;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Align;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionRecord.Outcome;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.call.ProviderClient.ProcessExit;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client, from its request to its end, and all that works for it. How it ends is
 * decided here and nowhere else:
 *
 * <table>
 * <caption>What happens to a call, and what follows</caption>
 * <tr><th>event</th><th>waits</th><th>runs</th><th>has ended</th></tr>
 * <tr><td>a thread takes it</td><td>it runs</td><td></td><td></td></tr>
 * <tr><td>{@link #begin} or a step fails</td><td>failed</td><td>failed, or cancelled if a stop came
 *     before</td><td>nothing</td></tr>
 * <tr><td>{@link #cancel}</td><td>cancelled</td><td>a stop comes: the worker is woken, and the
 *     images are unwanted</td><td>nothing</td></tr>
 * <tr><td>{@link #endWithClient}</td><td>cancelled</td><td>a stop comes: the worker is woken, and
 *     images that came stay</td><td>nothing</td></tr>
 * <tr><td>{@link #giveUp}</td><td>cancelled</td><td>cancelled, though it works on</td>
 *     <td>nothing</td></tr>
 * <tr><td>the images are there</td><td></td><td>succeeded, or cancelled if a stop came before</td>
 *     <td>they are deleted as those of a failed call</td></tr>
 * </table>
 *
 * <p>Of several stops the first counts. A call that ends leaves the queue first. One that failed or
 * was cancelled deletes its files, but for {@linkplain #discard images that stay}, and its ticket,
 * if that names nothing. Then the journal hears of the end, then the listeners, then the caller.
 * The client forgets the call when its listeners have heard.
 */
final class RunningCall extends StartedCall implements WorkQueue.Task {
  private static final String CLOSED_BEFORE = "the client was closed before it began";

  final FusionConfig config;
  final ProviderSession session;
  final Sources sources;
  final TempFolder folder;
  final Cancel cancel;
  final History history;
  final News news;
  final KeptTicket ticket;
  private final ProviderClient client;
  private final WorkQueue.Beside beside;

  /** Guarded by this, as is a change of the reason: of what ends the call, the first counts. */
  private boolean hasEnd;

  private volatile @Nullable String whyStopped;

  /** Whether the stop came from the caller, who wants no images. */
  volatile boolean unwanted;

  /** Whether the first stop came from the client, so that images stay. */
  private volatile boolean ended;

  /** Whether the call has ended without images. */
  private volatile boolean broken;

  private volatile Future<?> heartbeat = Futures.immediateVoidFuture();
  private final WorkQueue.Place place = new WorkQueue.Place(this);

  /** The thread that begins the call, and may copy its sources, until that is done. */
  private volatile @Nullable Thread beginner = Thread.currentThread();

  private volatile @Nullable Thread worker;

  /**
   * A call of a client, which has to {@link #begin}.
   *
   * @param resumed the ticket of the job that it takes up; null if it makes images anew
   * @param quoted whether it only asks for a price, of which nobody hears but its caller
   */
  RunningCall(
      ProviderClient client, FusionRequest request, @Nullable JobTicket resumed, boolean quoted) {
    this.client = client;
    config = client.config();
    session = client.session;
    sources = new Sources(request, config.reading().limits());
    folder = new TempFolder(client.root);
    cancel = new Cancel(config.working().cancel());
    history = new History(request, client.providerId(), resumed, session.isFree());
    beside = client.queue.new Beside();
    news =
        new News(
            quoted ? FusionJournal.NONE : config.journal(),
            quoted ? List.of() : List.of(config.listener(), request.listener()),
            beside,
            System::nanoTime);
    JobStore store = request.jobs().orElse(config.jobs());
    ticket = new KeptTicket(request, history, session.replaysKeys(), store, beside, cancel);
  }

  /** How the library works for the call. */
  WorkOptions work() {
    return config.working().withCancel(cancel);
  }

  /** What is written of images, which are labeled only if nobody is against it. */
  OutputOptions output() {
    OutputOptions asked = sources.request().output();
    return asked.withLabeled(asked.labeled() && config.labeled() && session.isModel());
  }

  /** How images are restored. A preview lies as the photo does, so it is never measured. */
  Optional<RestoreOptions> restoring() {
    return sources
        .request()
        .restoreOptions()
        .map(how -> session.isModel() ? how : how.withAlign(Align.OFF));
  }

  /** The call, which is taken: from here on it ends for its caller, and nothing is thrown. */
  RunningCall begin() {
    try {
      check();
      enter();
      sources.copyInto(folder, work().begin());
      if (client.isClosed()) {
        // The thread that closes the client may have looked for calls before this one could be
        // withdrawn.
        endWithClient();
      }
      client.queue.submit(place);
    } catch (Throwable e) {
      end(e);
    }
    beginner = null;
    if (broken) {
      discard();
    }
    return this;
  }

  /** Asks on this thread for a price; empty where there is none. */
  Optional<FusionQuote> quote() throws IOException {
    cancel.begin();
    try {
      check();
      if (!session.quotes()) {
        return Optional.empty();
      }
      folder.create();
      return Optional.of(new Steps(this, capabilities()).quote());
    } catch (Throwable e) {
      throw thrown(ofStep(e));
    } finally {
      cancel.end();
      beginner = null;
      end(notBegun("it only asked for a price"));
    }
  }

  /** Makes sure that the request stays within what the provider can do. */
  private void check() {
    history
        .resumed()
        .ifPresentOrElse(
            ticket::check, () -> capabilities().check(history.providerId, sources.request()));
  }

  private ProviderCapabilities capabilities() {
    ProviderCapabilities able = session.capabilities(sources.request().options());
    if (able == null) {
      throw new FusionServiceException(
          "the provider does not say what it can do", history.notSent());
    }
    return able;
  }

  private void enter() {
    if (!client.queue.enter(place)) {
      throw new FusionThrottledException(
          "this client runs %d calls and %d wait; it takes no more"
              .formatted(config.maxConcurrent(), config.maxQueued()),
          history.notSent().withRetry(RetryAdvice.SAFE));
    }
    heartbeat = client.queue.everySecond(news::beat);
    if (client.queue.isBusy()) {
      news.progress(new FusionProgress.Queued());
    }
  }

  @Override
  public void run() {
    Map<String, String> own = beside.enter();
    worker = Thread.currentThread();
    try {
      FusionResult images = images();
      client.queue.leave(place);
      news.finished(images.record());
      client.came(folder);
      if (!succeed(images)) {
        discard();
      }
      forget();
    } catch (Throwable e) {
      end(e);
    } finally {
      worker = null;
      beside.leave(own);
    }
  }

  /** The images, if no stop came before. The thread is interrupted no more after this. */
  private FusionResult images() throws Throwable {
    cancel.begin();
    try {
      cancel.throwIfCancelled();
      folder.create();
      FusionResult images = new Steps(this, capabilities()).result();
      if (!claimsEnd(true)) {
        throw new CancelledException("cancelled at its end");
      }
      return images;
    } catch (Throwable e) {
      throw ofStep(e);
    } finally {
      cancel.end();
    }
  }

  /** What a step threw, in the call's terms: a cancel, if a stop came, whatever that made fail. */
  private Throwable ofStep(Throwable thrown) {
    boolean stopped = isStopped();
    if (!stopped && !(thrown instanceof CancelledException)) {
      return sources.named(thrown);
    }
    // If nobody has stopped the call, a step of it took longer than it may.
    String said = Objects.requireNonNullElse(thrown.getMessage(), "a step was cancelled");
    String why = stopped ? Objects.requireNonNullElse(whyStopped, "the call was cancelled") : said;
    return History.cancelled(why, history.delivery(thrown), thrown);
  }

  /** Whether the call ends by this; false if it has ended, or may not succeed any more. */
  private synchronized boolean claimsEnd(boolean withImages) {
    if (hasEnd || (withImages && whyStopped != null)) {
      return false;
    }
    hasEnd = true;
    return true;
  }

  @Override
  void broken(Throwable thrown) {
    client.queue.leave(place);
    broken = true;
    if (beginner == null) {
      discard();
    }
    // What is closed takes no call any more, and throws something odd.
    boolean odd = client.isClosed() && !(thrown instanceof MaskloomException) && history.calls == 0;
    tellEnd(ticket.seen(odd ? notBegun(CLOSED_BEFORE) : thrown));
    forget();
  }

  /** Ends the call for everybody, unless it has ended, and for its caller in any case. */
  private void tellEnd(Throwable why) {
    if (claimsEnd(false)) {
      ticket.failed(history.delivery(why));
      Outcome outcome = why instanceof CancelledException ? Outcome.CANCELLED : Outcome.FAILED;
      news.finished(history.record(outcome, why));
    }
    fail(why);
  }

  /** The call has ended, and everybody hears of that. */
  private void forget() {
    heartbeat.cancel(false);
    news.whenHeard(() -> client.unfinished.remove(this));
  }

  /**
   * Deletes what a call leaves that brings no result. Images that came stay, unless the caller has
   * given them up. Throws nothing.
   */
  private void discard() {
    folder.close(image -> ended || ProcessExit.hasBegun() || !isStopped());
  }

  @Override
  public void cancel() {
    unwanted = true;
    stop("the call was cancelled", "cancelled while it waited");
  }

  /** Makes the call end soon, for nobody said that its images are unwanted. Throws nothing. */
  void endWithClient() {
    guarded(
        () -> {
          ended = ended || !isStopped();
          stop("the client was closed", CLOSED_BEFORE);
        });
  }

  /** Makes the call end soon, wherever it is. */
  private void stop(String why, String whyNotBegun) {
    synchronized (this) {
      if (hasEnd) {
        return;
      }
      whyStopped = whyStopped == null ? why : whyStopped;
    }
    cancel.cancel();
    if (client.queue.withdraw(place)) {
      end(notBegun(whyNotBegun));
    }
  }

  /** Why a call ends before it began. */
  private static CancelledException notBegun(String why) {
    return new CancelledCallException(why, Delivery.NOT_SENT);
  }

  /** A signal that throws stops nothing more. */
  private boolean isStopped() {
    try {
      return cancel.isCancelled();
    } catch (Throwable e) {
      return false;
    }
  }

  /** The client is closed, the call does not end, and nobody waits for it any more. */
  void giveUp() {
    guarded(
        () ->
            tellEnd(
                ticket.seen(
                    new CancelledCallException(
                        "the client was closed, and it did not end", history.delivery()))));
  }

  /** Whether the call cannot end while the calling thread waits. */
  boolean isHeldUpByThisThread() {
    Thread own = Thread.currentThread();
    return beginner == own || worker == own;
  }

  /**
   * A request that may be billed is about to be sent. If it may make a job, a ticket names it. The
   * journal names it in any case.
   *
   * @param requestHash of a request to a service that replays keys
   * @throws CancelledException if the call was cancelled, so that nothing is sent
   * @throws FusionException if the ticket could not be kept, so that nothing is sent
   */
  void sending(String clientRequestId, Optional<String> requestHash) {
    boolean isNew = history.sentAs(clientRequestId);
    ticket.sending(requestHash);
    if (cancel.isCancelled()) {
      throw History.cancelled("cancelled before it was sent", Delivery.NOT_SENT, null);
    }
    if (isNew) {
      news.sending(
          new FusionJournal.Sending(
              Instant.now(),
              history.providerId,
              history.known().model(),
              clientRequestId,
              history.named().map(JobTicket::id),
              folder.process().toString()));
    }
  }

  @Override
  public FusionProgress progress() {
    return news.last();
  }

  @Override
  Delivery delivery() {
    return history.delivery();
  }

  @Override
  Optional<JobTicket> ticket() {
    return history.ticket();
  }

  @Override
  void awaited(Thread waiting) {
    folder.heldBy(waiting);
  }
}
