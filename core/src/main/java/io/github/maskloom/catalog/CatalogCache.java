package io.github.maskloom.catalog;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.base.Stopwatch;
import com.google.common.base.Throwables;
import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.CacheStats;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.Comparators;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.github.maskloom.internal.log.RateLimitedWarning;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps one value, such as a catalog, in a Guava cache and loads it again when it is too old.
 *
 * <p>Callers get the value at hand at once, also while a newer one is loaded. Only callers that
 * find no value wait, and no longer than their {@linkplain Options patience}. However many threads
 * ask, one load runs at a time.
 *
 * <p>When a load fails, the last good value stays in use, and Guava logs the failure as a warning.
 * The next attempt is made a second later, then after twice as long each time, up to the time to
 * live. Without a good value callers get the failure until the next attempt is due.
 *
 * <p>While a load hangs, as on a file server that does not answer, no other begins. What it brings
 * in the end is taken.
 *
 * <p><b>Memory:</b> the value, and the next one while it is loaded. <b>Threads:</b> safe. The
 * loader runs on one daemon thread of the cache, which ends when it is idle for ten seconds, so
 * nothing is to be closed. An interrupt of a caller ends its wait and stays set; it does not reach
 * the loader.
 *
 * @param <T> an immutable type
 */
public final class CatalogCache<T> {
  /** The cache holds one value, so it has one key. */
  private static final Boolean KEY = true;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
  private static final ThreadFactory THREADS =
      new ThreadFactoryBuilder().setNameFormat("maskloom-catalog-%d").setDaemon(true).build();

  private static final RateLimitedWarning LISTENER_FAILED =
      new RateLimitedWarning(LoggerFactory.getLogger(CatalogCache.class));

  private final Loader<T> loader;
  private final Options options;
  private final Ticker ticker;
  private final List<Path> watched;
  private final LoadingCache<Boolean, Loaded<T>> cache;

  /** One thread, so one load runs at a time and tasks run in the order in which they came. */
  private final Executor executor =
      new ThreadPoolExecutor(0, 1, 10, SECONDS, new LinkedBlockingQueue<>(), THREADS);

  private CompletableFuture<?> update = CompletableFuture.completedFuture(true);

  /** The update for those who wait for it: done when it is, or when their patience ends. */
  private CompletableFuture<?> awaitedUpdate = update;

  /** When the files are to be looked at, or a load that failed is to be tried again. */
  private volatile long updateNanos;

  private volatile @Nullable Thread thread;
  private volatile @Nullable Loaded<T> lastGood;
  private volatile @Nullable Failure failure;

  /** A value, and the stamps that the watched files had before it was loaded. */
  private record Loaded<T>(T value, List<String> stamps) {}

  /** Why the last load failed, and how many have failed in a row. */
  private record Failure(Throwable cause, int count, Duration retryAfter) {}

  /**
   * Begins empty. Nothing is loaded before the value is asked for.
   *
   * @param loader loads the value, on the cache's own thread
   * @param options times, and who hears of loads
   * @param watched files and folders. If the time or size of one changes, the value is loaded
   *     again. They are looked at in the background when the value is asked for, at most once a
   *     second.
   */
  public CatalogCache(Loader<T> loader, Options options, Path... watched) {
    this(loader, options, Ticker.systemTicker(), watched);
  }

  /** A cache with a clock of its own. Patience is measured on the system's all the same. */
  CatalogCache(Loader<T> loader, Options options, Ticker ticker, Path... watched) {
    this.loader = Objects.requireNonNull(loader);
    this.options = options;
    this.ticker = ticker;
    this.watched = List.of(watched);
    updateNanos = ticker.read();
    cache =
        CacheBuilder.newBuilder()
            .refreshAfterWrite(options.timeToLive())
            .ticker(ticker)
            .recordStats()
            .build(CacheLoader.asyncReloading(CacheLoader.from(key -> loadNow()), executor));
  }

  /**
   * {@return the value at hand, however old} If it is too old, a load begins in the background.
   * Waits only if there is no value yet, no longer than the patience.
   *
   * @throws IOException if there is no value: what the loader threw; or if the first load takes too
   *     long, or the caller is interrupted
   * @throws RuntimeException if there is no value: what the loader threw
   * @throws IllegalStateException if there is no value and the thread that loads asks for it
   */
  public T get() throws IOException {
    Loaded<T> value = cache.getIfPresent(KEY);
    if (value == null) {
      return outcomeOf(this::update, false);
    }
    if (isUpdateDue()) {
      Future<?> unused = update();
    }
    return value.value();
  }

  /**
   * Loads now, even if the value is young or no attempt is due. If a load runs, this one follows
   * it. Should it fail, the value stays that was there. Waits for as long as it takes.
   *
   * @return the value that was loaded
   * @throws IOException what the loader threw, or if interrupted
   * @throws RuntimeException what the loader threw
   * @throws IllegalStateException if the thread that loads asks for it: the loader, {@link
   *     Listener#onLoaded} or {@link Listener#onFailed}
   */
  public T reload() throws IOException {
    // Guava loads a first value in the refresh and queues any other load: the last task follows it.
    Runnable refresh = () -> cache.refresh(KEY);
    return outcomeOf(() -> runAsync(refresh, executor).thenRunAsync(() -> {}, executor), true);
  }

  /**
   * Loads unless there is a value, as {@link #reload} does: for the start of a program.
   *
   * @throws IOException as {@link #reload} does. Its other exceptions are thrown here too
   */
  public void preload() throws IOException {
    if (lastGood == null) {
      reload();
    }
  }

  /** {@return how often the value was asked for and loaded so far} */
  public Statistics statistics() {
    CacheStats stats = cache.stats();
    return new Statistics(
        stats.hitCount(), stats.missCount(), stats.loadSuccessCount(), stats.loadExceptionCount());
  }

  private boolean isUpdateDue() {
    return ticker.read() - updateNanos >= 0;
  }

  /** Begins an update unless one runs. */
  private synchronized CompletableFuture<?> update() {
    if (update.isDone()) {
      update = runAsync(this::updateNow, executor);
      awaitedUpdate =
          update
              .copy()
              .completeOnTimeout(null, NANOSECONDS.convert(options.patience()), NANOSECONDS);
    }
    return awaitedUpdate;
  }

  /** Loads a first value, or the next one if a retry is due or a file has changed. */
  private void updateNow() {
    if (isUpdateDue()) {
      Loaded<T> good = lastGood;
      if (good == null || failure != null || !good.stamps().equals(stamps())) {
        cache.refresh(KEY);
      } else {
        updateNanos = ticker.read() + WATCH_INTERVAL.toNanos();
      }
    }
  }

  private Loaded<T> loadNow() {
    thread = Thread.currentThread();
    Stopwatch took = Stopwatch.createStarted(ticker);
    Executor later = delayedExecutor(NANOSECONDS.convert(options.patience()), NANOSECONDS);
    Future<?> late = runAsync(() -> tell(listener -> listener.onLate(options.patience())), later);
    try {
      List<String> stamps = stamps();
      T value = Objects.requireNonNull(loader.load(), "a loader returned null");
      Loaded<T> loaded = new Loaded<>(value, stamps);
      lastGood = loaded;
      failure = null;
      updateNanos = ticker.read() + WATCH_INTERVAL.toNanos();
      // Before the listener hears of it, who may ask for it.
      cache.put(KEY, loaded);
      tell(listener -> listener.onLoaded(took.elapsed()));
      return loaded;
    } catch (Throwable e) {
      failed(e);
      throw new UncheckedExecutionException(e);
    } finally {
      late.cancel(false);
    }
  }

  /** The next attempt waits twice as long as the last. */
  private void failed(Throwable cause) {
    Failure last = failure;
    Duration longer = last == null ? FIRST_RETRY : last.retryAfter().multipliedBy(2);
    Duration retryAfter = Comparators.min(longer, options.timeToLive());
    int count = last == null ? 1 : last.count() + 1;
    failure = new Failure(cause, count, retryAfter);
    updateNanos = ticker.read() + retryAfter.toNanos();
    Loaded<T> good = lastGood;
    if (good != null) {
      // Guava would try again at the next request if the value stayed as old as it is.
      cache.put(KEY, good);
    }
    tell(listener -> listener.onFailed(cause, count, retryAfter));
  }

  /** What a listener throws changes nothing. */
  private void tell(Consumer<Listener> news) {
    try {
      news.accept(options.listener());
    } catch (Throwable e) {
      LISTENER_FAILED.warn("a listener to loads failed", e);
    }
  }

  /** Waits for work on the thread of loads. The value, or why there is none or no newer one. */
  private T outcomeOf(Supplier<CompletableFuture<?>> work, boolean forced) throws IOException {
    checkState(
        Thread.currentThread() != thread,
        "a loader or its listener asks the cache that it loads for");
    try {
      work.get().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while something was loaded");
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
    Loaded<T> good = lastGood;
    Failure failed = failure;
    if (good != null && (failed == null || !forced)) {
      return good.value();
    }
    if (failed == null) {
      throw new IOException("the first load takes longer than " + options.patience());
    }
    Throwables.throwIfInstanceOf(failed.cause(), IOException.class);
    Throwables.throwIfUnchecked(failed.cause());
    throw new IOException(failed.cause());
  }

  /** Times and sizes of the watched files. One that cannot be asked has a stamp of its own. */
  private List<String> stamps() {
    return watched.stream().map(CatalogCache::stamp).toList();
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException e) {
      return "missing";
    }
  }

  /**
   * Options of a cache.
   *
   * @param timeToLive the age at which a value is loaded again
   * @param patience how long callers without a value wait for a load, counted from the first of
   *     them. After that all get an {@link IOException} at once until the load ends. The load goes
   *     on.
   * @param listener who hears of loads
   */
  public record Options(Duration timeToLive, Duration patience, Listener listener) {
    /** 300 seconds to live, 10 seconds of patience, and nobody who listens. */
    public static final Options DEFAULT =
        new Options(Duration.ofSeconds(300), Duration.ofSeconds(10), new Listener() {});

    /**
     * Checks the times.
     *
     * @param timeToLive positive
     * @param patience positive
     * @param listener who hears of loads
     * @throws IllegalArgumentException unless both times are positive
     */
    public Options {
      boolean positive = Comparators.min(timeToLive, patience).compareTo(Duration.ZERO) > 0;
      checkArgument(positive, "times must be positive, not %s and %s", timeToLive, patience);
    }
  }

  /**
   * What a {@link CatalogCache} has done since it was made. Every call of {@link #get} is a hit or
   * a miss.
   *
   * @param hits calls that found a value, young or old
   * @param misses calls that found none, and waited or failed
   * @param loads loads that succeeded
   * @param failures loads that failed
   */
  public record Statistics(long hits, long misses, long loads, long failures) {}

  /**
   * Loads what a {@link CatalogCache} keeps. Called by one thread at a time, of the cache's own.
   * Must not wait for the value of that cache.
   *
   * @param <T> an immutable type
   */
  @FunctionalInterface
  public interface Loader<T> {
    /**
     * Loads the value.
     *
     * @return an immutable value, never null
     * @throws IOException if it cannot be read
     */
    T load() throws IOException;
  }

  /**
   * Hears what a {@link CatalogCache} does, on the thread that loads unless a method says
   * otherwise. Must be quick. What it throws is logged and changes nothing.
   */
  public interface Listener {
    /**
     * A value was loaded, and is served from now on.
     *
     * @param took how long the load took
     */
    default void onLoaded(Duration took) {}

    /**
     * Loading failed. The last good value, if there is one, stays in use.
     *
     * @param cause what the loader threw
     * @param failures how many failed in a row, this one counted
     * @param retryAfter no other attempt is made before, unless it is forced
     */
    default void onFailed(Throwable cause, int failures, Duration retryAfter) {}

    /**
     * A load takes longer than the cache's patience. Until it ends, callers get the last good
     * value, if there is one. Called once a load, on a thread of the JDK's common pool.
     *
     * @param waited since the load began
     */
    default void onLate(Duration waited) {}
  }
}
