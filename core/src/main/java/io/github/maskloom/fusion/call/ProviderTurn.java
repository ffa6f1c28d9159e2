package io.github.maskloom.fusion.call;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a call in which its provider works, and may fail in any way. */
record ProviderTurn(CallContext context, ProviderSession session) {
  /**
   * Lets the provider work, in as many calls as it takes. The first that fails or brings nothing is
   * the last.
   *
   * @param imagesOfCall how many images one call asks for, at most
   * @return why it broke off, if some images had come before: those are paid for
   */
  Optional<FusionException> receive(
      ProviderRequest prepared, int imagesOfCall, ReceivedImages received) throws IOException {
    Optional<FusionException> broken = Optional.empty();
    boolean brought = true;
    for (int left = prepared.count(); left > 0 && brought; left -= imagesOfCall) {
      int before = received.count();
      broken = receive(prepared.withCount(Math.min(left, imagesOfCall)), received);
      brought = broken.isEmpty() && received.count() > before;
    }
    return broken;
  }

  private Optional<FusionException> receive(ProviderRequest request, ReceivedImages received)
      throws IOException {
    beginSending();
    return keeping(received, () -> session.fuse(request, received.nextCall()));
  }

  /**
   * Lets the provider take a job up again.
   *
   * @return why it broke off, if some images had come before
   */
  Optional<FusionException> resume(
      ProviderJob job, ProviderJob.Asked asked, ReceivedImages received) throws IOException {
    context.cancellation().throwIfCancelled();
    return keeping(received, () -> session.resume(job, asked, received.nextCall()));
  }

  /** What the provider does. */
  private interface Work {
    ProviderResponse done() throws IOException;
  }

  private Optional<FusionException> keeping(ReceivedImages received, Work work) throws IOException {
    try {
      ProviderResponse answer = work.done();
      if (answer == null) {
        throw unexpected("it returned nothing", null);
      }
      context.history().answered(answer);
      return Optional.empty();
    } catch (FusionException e) {
      return keeping(received, e);
    } catch (Throwable e) {
      // Undeclared exceptions too, as other JVM languages throw them.
      boolean comesOutAsItIs = e instanceof MaskloomException || e instanceof Error;
      if (comesOutAsItIs && keepsNothing(received)) {
        throw e;
      }
      return keeping(
          received,
          e instanceof IOException ? brokenHere(e) : unexpected(e.getClass().getName(), e));
    } finally {
      context.history().came(received.count(), received.surplusCount());
    }
  }

  /** In this order: a cancel that comes now finds the call either sent or never to be sent. */
  private void beginSending() {
    CallHistory history = context.history();
    int before = history.calls();
    history.asks(before + 1);
    if (context.cancellation().isCancelled()) {
      history.asks(before);
      context.cancellation().throwIfCancelled();
    }
  }

  private Optional<FusionException> keeping(ReceivedImages received, FusionException failure) {
    if (keepsNothing(received)) {
      throw failure;
    }
    return Optional.of(
        context.history().calls() > 1
            ? failure.reaching(context.history().delivery(failure), "calls before brought images")
            : failure);
  }

  private boolean keepsNothing(ReceivedImages received) {
    return context.cancellation().isCancelled() || received.count() == 0;
  }

  /** A disk that is full, say: the provider knew no better, and may have done its work. */
  private FusionException brokenHere(Throwable cause) {
    return new FusionException(
        "an image could not be read or written here: " + cause.getClass().getSimpleName(),
        failed(),
        cause);
  }

  private FusionException.Failure failed() {
    return context.history().failure(context.history().delivery());
  }

  private FusionServiceException unexpected(String what, @Nullable Throwable cause) {
    FusionServiceException failure =
        new FusionServiceException("the provider failed unexpectedly: " + what, failed());
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }
}
