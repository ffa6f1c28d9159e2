package io.github.maskloom.fusion.call;

import com.google.common.base.Throwables;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A client whose blocking call is the asynchronous one, waited for. */
abstract class AsyncFusionClient implements FusionClient {
  /** A cancelled call ends within a second; this is not to be waited for longer in any case. */
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

  /** Begins a call. */
  abstract CancellableFuture<FusionResult> begin(FusionRequest request);

  @Override
  public final CompletableFuture<FusionResult> fuseAsync(FusionRequest request) {
    return begin(request);
  }

  @Override
  public final FusionResult fuse(FusionRequest request) throws IOException {
    CancellableFuture<FusionResult> result = begin(request);
    try {
      return result.get();
    } catch (InterruptedException e) {
      if (result.cancel(true)) {
        Thread.currentThread().interrupt();
        throw cancelled(result);
      }
      return ended(result);
    } catch (CancellationException e) {
      throw cancelled(result);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** The result of a call that ended just before it could be cancelled. */
  private static FusionResult ended(CancellableFuture<FusionResult> result) throws IOException {
    Thread.currentThread().interrupt();
    try {
      return result.join();
    } catch (CancellationException e) {
      throw cancelled(result);
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  private static CancelledException cancelled(CancellableFuture<FusionResult> result) {
    Throwable failure = result.awaitFailure(CANCEL_PATIENCE).orElse(null);
    if (failure instanceof CancelledException cancelled) {
      return cancelled;
    }
    Delivery delivery =
        failure instanceof FusionException fusion ? fusion.delivery() : result.delivery();
    CancelledException cancelled = new CancelledCallException("the call was cancelled", delivery);
    if (failure != null) {
      cancelled.initCause(failure);
    }
    return cancelled;
  }

  private static RuntimeException failure(Exception wrapper) throws IOException {
    Throwable cause = wrapper.getCause() == null ? wrapper : wrapper.getCause();
    Throwables.throwIfInstanceOf(cause, IOException.class);
    Throwables.throwIfUnchecked(cause);
    return new IllegalStateException("a provider threw what it does not declare", cause);
  }
}
