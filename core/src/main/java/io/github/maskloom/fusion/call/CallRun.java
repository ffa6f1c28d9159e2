package io.github.maskloom.fusion.call;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.RequestOutline;
import io.github.maskloom.fusion.spi.ProviderSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One call from its request to its result. Used once; only {@link #cancel} is for other threads.
 */
final class CallRun {
  private final CallContext context;
  private final ProviderSession session;

  /** Guarded by this, as is the reason: of what ends the call, what comes first counts. */
  private boolean hasEnd;

  private @Nullable String whyCancelled;
  private volatile boolean ended;

  CallRun(CallContext context, ProviderSession session) {
    this.context = context;
    this.session = session;
  }

  /** Whether the call has ended; what else happens to it is reported to nobody. */
  synchronized boolean hasEnd() {
    return hasEnd;
  }

  /**
   * Ends a call that failed, or was cancelled, unless it has ended. The journal and the listeners
   * hear of it. Throws nothing.
   */
  void fail(Throwable why, boolean wasCancelled) {
    synchronized (this) {
      if (hasEnd) {
        return;
      }
      hasEnd = true;
    }
    context.job().failed(context.history().delivery(why));
    boolean cancelled = wasCancelled || why instanceof CancelledException;
    FusionRecord.Outcome outcome =
        cancelled ? FusionRecord.Outcome.CANCELLED : FusionRecord.Outcome.FAILED;
    context.events().finished(context.history().record(outcome, why));
  }

  /**
   * Ends a call that succeeded.
   *
   * @throws CancelledException if it was cancelled, or given up, before
   */
  private void succeed(FusionRecord record) {
    synchronized (this) {
      if (hasEnd || whyCancelled != null) {
        throw new CancelledException("cancelled at its end");
      }
      hasEnd = true;
    }
    context.events().finished(record);
  }

  /** Makes the call end soon, wherever it is: its images are unwanted. */
  void cancel() {
    context.job().refuse();
    cancel("the call was cancelled");
  }

  /** Makes the call end soon, wherever it is, for the first reason that is given. */
  private void cancel(String why) {
    synchronized (this) {
      if (hasEnd) {
        return;
      }
      if (whyCancelled == null) {
        whyCancelled = why;
      }
    }
    context.cancellation().cancel();
  }

  /**
   * Makes the call end soon since its client is closed: nobody said that its images are unwanted.
   */
  void endWithClient() {
    ended = !isCancelled();
    cancel("the client was closed");
  }

  /** Makes sure that the request stays within what the provider can do. */
  void check() {
    if (context.job().resumed().isPresent()) {
      context.job().check(context.history().providerId(), context.request());
      return;
    }
    ProviderCapabilities able = capabilities();
    requireStore(able);
    able.check(context.history().providerId(), outline(context.request(), able));
  }

  /**
   * Makes sure that jobs are kept where a provider queues them, or that the caller knows.
   *
   * @throws FusionRequestException if nothing is said of that; nothing was sent
   */
  private void requireStore(ProviderCapabilities able) {
    boolean said = context.request().jobs().or(context.config()::jobs).isPresent();
    if (able.queuesJobs() && !said) {
      throw new FusionRequestException(
          ProviderClient.NO_STORE, FusionException.Failure.notSent(context.history().providerId()));
    }
  }

  private static RequestOutline outline(FusionRequest request, ProviderCapabilities able) {
    boolean linked = request.references().stream().anyMatch(FusionReference.Link.class::isInstance);
    return new RequestOutline(
        isMaskTold(request, able),
        request.references().size(),
        linked,
        !request.prompt().isBlank(),
        request.size(),
        imagesOfCall(request, able));
  }

  /** How many images the provider is asked for at once, at most. */
  static int imagesOfCall(FusionRequest request, ProviderCapabilities able) {
    // A job has one ticket, and a call one job.
    boolean several = request.severalCalls() && !able.queuesJobs();
    return several ? Math.min(request.count(), able.maxImages()) : request.count();
  }

  /** A focus tells where to look even if the mask itself cannot travel. */
  private static boolean isMaskTold(FusionRequest request, ProviderCapabilities able) {
    boolean onlyHere = able.maskTransport() == MaskTransport.NONE && request.focus().isPresent();
    return request.mask().isPresent() && !onlyHere;
  }

  private ProviderCapabilities capabilities() {
    ProviderCapabilities able = session.capabilities(context.request().options());
    if (able == null) {
      throw new FusionServiceException(
          "the provider does not say what it can do",
          FusionException.Failure.notSent(context.history().providerId()));
    }
    return able;
  }

  /**
   * Does everything on the calling thread, which then works for the call no more. However it ends,
   * the journal and the listeners have heard of it.
   *
   * @throws CancelledException if the call was cancelled, whatever that made fail
   * @throws Throwable whatever else was thrown, declared or not
   */
  FusionResult run() throws Throwable {
    context.cancellation().begin();
    try {
      context.cancellation().throwIfCancelled();
      return result();
    } catch (Throwable e) {
      throw ended(e);
    } finally {
      context.cancellation().end();
    }
  }

  /** What a caller gets to see of a failure, which everybody has heard of now. */
  private Throwable ended(Throwable cause) {
    boolean cancelled = isCancelled();
    Throwable seen =
        cancelled
            ? CallHistory.cancelled(whyCancelled(), context.history().delivery(cause), cause)
            : cause;
    Throwable told = context.seen(seen);
    fail(told, cancelled);
    return told;
  }

  private synchronized String whyCancelled() {
    return whyCancelled == null ? "the call was cancelled" : whyCancelled;
  }

  private FusionResult result() throws IOException {
    context.folder().create();
    FusionResult result = new CallWork(context, session, capabilities()).result();
    succeed(result.record());
    return result;
  }

  /**
   * Deletes what a call leaves that brings no result. Images that came stay, unless the caller has
   * given them up. Throws nothing.
   */
  void discard() {
    context.folder().close(image -> ended || ProcessExit.hasBegun() || !isCancelled());
  }

  private boolean isCancelled() {
    return context.cancellation().isCancelled();
  }
}
