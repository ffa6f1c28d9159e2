package io.github.maskloom.catalog;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The loads of one cache, of which one runs at a time, on a thread that ends when it is idle.
 * <b>Threads:</b> whoever decides by {@link #running} whether to {@link #begin} synchronizes on
 * this.
 */
final class CatalogLoads<T> {
  private static final long IDLE_SECONDS = 10;

  private final Executor thread =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          SECONDS,
          new LinkedBlockingQueue<>(),
          new ThreadFactoryBuilder().setNameFormat("maskloom-catalog-%d").setDaemon(true).build());

  private @Nullable CatalogLoad<T> running;

  /** The load that runs, or null if none does. */
  synchronized @Nullable CatalogLoad<T> running() {
    return running;
  }

  /** A load that runs from now on, or has failed to. None must run. */
  synchronized CatalogLoad<T> begin(CatalogLoad.Steps<T> steps) {
    CatalogLoad<T> load = new CatalogLoad<>(steps, this::ended);
    running = load;
    try {
      thread.execute(load);
    } catch (Throwable e) {
      // There is no thread to be had.
      load.fail(e);
    }
    return load;
  }

  private synchronized void ended() {
    running = null;
  }
}
