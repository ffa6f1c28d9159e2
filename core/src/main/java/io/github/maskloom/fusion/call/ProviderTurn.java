package io.github.maskloom.fusion.call;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a call in which its provider works, and may fail in any way. */
final class ProviderTurn {
  private final CallCancellation cancellation;
  private final CallHistory history;
  private final ProviderSession session;

  ProviderTurn(CallContext context, ProviderSession session) {
    this.session = session;
    cancellation = context.cancellation();
    history = context.history();
  }

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
    try {
      ProviderResponse answer = session.fuse(request, received.nextCall());
      if (answer == null) {
        throw unexpected("it returned nothing", null);
      }
      history.reach(history.facts().withResponse(answer));
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
      history.reach(history.facts().withImages(received.count(), received.surplusCount()));
    }
  }

  /** In this order: whoever cancels the call now finds it either sent or never to be sent. */
  private void beginSending() {
    int before = history.facts().calls();
    history.reach(history.facts().withCalls(before + 1));
    if (cancellation.isCancelled()) {
      history.reach(history.facts().withCalls(before));
      cancellation.throwIfCancelled();
    }
  }

  private Optional<FusionException> keeping(ReceivedImages received, FusionException failure) {
    if (keepsNothing(received)) {
      throw failure;
    }
    return Optional.of(
        history.facts().calls() > 1
            ? failure.reaching(history.delivery(failure), "calls before brought images")
            : failure);
  }

  private boolean keepsNothing(ReceivedImages received) {
    return cancellation.isCancelled() || received.count() == 0;
  }

  /** A disk that is full, say: the provider knew no better, and may have done its work. */
  private FusionException brokenHere(Throwable cause) {
    return new FusionException(
        "an image could not be read or written here: " + cause.getClass().getSimpleName(),
        history.failure(history.delivery()),
        cause);
  }

  private FusionServiceException unexpected(String what, @Nullable Throwable cause) {
    FusionServiceException failure =
        new FusionServiceException(
            "the provider failed unexpectedly: " + what, history.failure(history.delivery()));
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }
}
