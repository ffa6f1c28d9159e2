package io.github.maskloom.internal.async;

import io.github.maskloom.image.CancelSignal;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A blocking call that an executor runs for a future, and that stops when the future is done before
 * it is: cancelled, timed out, or completed by somebody else.
 */
public final class AsyncCall {
  private AsyncCall() {}

  /** What is to be called. */
  @FunctionalInterface
  public interface Call<T> {
    /**
     * Does the work.
     *
     * @param abandoned says when nobody waits for it any more
     */
    T run(CancelSignal abandoned) throws IOException;
  }

  /**
   * Has a call run. What it throws fails the future, and so does an executor that takes no more; a
   * call whose future is done before its turn comes does not begin.
   */
  public static <T> CompletableFuture<T> start(Call<T> call, Executor executor) {
    CompletableFuture<T> future = new CompletableFuture<>();
    try {
      executor.execute(() -> run(call, future));
    } catch (RejectedExecutionException e) {
      future.completeExceptionally(e);
    }
    return future;
  }

  private static <T> void run(Call<T> call, CompletableFuture<T> future) {
    if (future.isDone()) {
      return;
    }
    try {
      future.complete(call.run(future::isDone));
    } catch (Throwable e) {
      // Whatever it is, whoever waits for the future must hear of it.
      future.completeExceptionally(e);
    }
  }
}
