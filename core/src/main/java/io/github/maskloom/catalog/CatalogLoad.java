package io.github.maskloom.catalog;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of a loader, and those who wait for it. <b>Threads:</b> safe. */
final class CatalogLoad<T> implements Runnable {
  private final Steps<T> steps;
  private final Runnable ended;
  private final CompletableFuture<Loaded<T>> done = new CompletableFuture<>();
  private final AtomicBoolean late = new AtomicBoolean();
  private final long waitedSince = System.nanoTime();

  /** What a load does. */
  interface Steps<T> {
    Loaded<T> load() throws IOException;

    void failed(Throwable why);
  }

  /**
   * A load that is yet to run.
   *
   * @param ended runs when what the load brought is there to be seen, and another may begin
   */
  CatalogLoad(Steps<T> steps, Runnable ended) {
    this.steps = steps;
    this.ended = ended;
  }

  @Override
  public void run() {
    try {
      Loaded<T> loaded = steps.load();
      ended.run();
      done.complete(loaded);
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Ends the load without a value. */
  void fail(Throwable why) {
    try {
      steps.failed(why);
    } finally {
      ended.run();
      done.completeExceptionally(why);
    }
  }

  /** What the load brings, waited for as long as it takes. */
  Loaded<T> await() throws InterruptedException, ExecutionException {
    return done.get();
  }

  /** What the load brings, if it does within a time that is counted from its start. */
  Loaded<T> await(Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    return done.get(Math.max(patience.toNanos() - elapsedNanos(), 0), NANOSECONDS);
  }

  /** Tells once that nobody waits for it any more. */
  void tellLate(CatalogCache.Listener listener) {
    if (late.compareAndSet(false, true)) {
      listener.onLate(Duration.ofNanos(elapsedNanos()));
    }
  }

  private long elapsedNanos() {
    return System.nanoTime() - waitedSince;
  }
}
