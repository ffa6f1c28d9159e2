package io.github.maskloom.catalog;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.base.Throwables;
import com.google.common.cache.AbstractCache.SimpleStatsCounter;
import com.google.common.cache.AbstractCache.StatsCounter;
import com.google.common.cache.CacheStats;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one value, such as a catalogue, and loads it anew when it is too old.
 *
 * <p>However many threads ask, one loads; those that find no value in its time wait for it. When
 * loading fails the last good value is served, the listener is told, and the next attempt waits: a
 * second, then twice as long each time, up to the time to live. Without a good value the failure
 * comes out, and comes out again until the next attempt is due.
 *
 * <p>A load that takes longer than the {@linkplain Builder#patience patience}, as when a file
 * server hangs, keeps nobody: from then on callers get the last good value at once, or an {@link
 * IOException} if there is none yet, and the listener is told. No other load begins meanwhile. What
 * the late load brings is taken when it comes. {@link #preload} and {@link #reload} wait for as
 * long as it takes.
 *
 * <p><b>Memory:</b> the value, and the next one while it is loaded. <b>Threads:</b> safe. The
 * loader runs on one daemon thread of the cache, which ends when it is idle for ten seconds, so
 * nothing is to be closed. An interrupt of a caller ends its waiting, with the last good value if
 * there is one, and leaves the interrupt flag set; it does not reach the loader.
 *
 * @param <T> an immutable type
 */
public final class CatalogCache<T> {
  private static final long IDLE_SECONDS = 10;

  private final CatalogLoader<T> loader;
  private final CatalogListener listener;
  private final LongSupplier nanoTime;
  private final Duration timeToLive;
  private final Duration firstRetry;
  private final Duration patience;
  private final List<Path> watched;
  private final long watchNanos;
  private final Executor thread = oneThread();
  private final StatsCounter counter = new SimpleStatsCounter();

  /** How often the value was invalidated: a load that began before counts for nothing. */
  private final AtomicLong invalidations = new AtomicLong();

  /** Guards who loads. */
  private final Object lock = new Object();

  private @Nullable Load running;

  /** The value until it is invalidated, however old. */
  private volatile @Nullable Loaded<T> current;

  private volatile @Nullable Loaded<T> lastGood;
  private volatile @Nullable Failure failure;
  private volatile long watchedNanos;

  private CatalogCache(Builder<T> builder) {
    loader = builder.loader;
    listener = builder.listener;
    nanoTime = builder.nanoTime;
    timeToLive = builder.timeToLive;
    firstRetry = builder.firstRetry;
    patience = builder.patience;
    watched = builder.watched;
    watchNanos = builder.watchInterval.toNanos();
  }

  private static Executor oneThread() {
    return new ThreadPoolExecutor(
        0,
        1,
        IDLE_SECONDS,
        SECONDS,
        new LinkedBlockingQueue<>(),
        new ThreadFactoryBuilder().setNameFormat("maskloom-catalog-%d").setDaemon(true).build());
  }

  /** A value that was loaded. */
  private record Loaded<T>(T value, long nanos, FileStamps stamps) {}

  /** The last attempt, if it failed. */
  private record Failure(Throwable cause, int count, long retryNanos) {}

  /** A builder of a cache that loads with {@code loader}. */
  public static <T> Builder<T> builder(CatalogLoader<T> loader) {
    return new Builder<>(loader);
  }

  /**
   * The value; see {@link #snapshot}.
   *
   * @throws IOException see {@link #snapshot}
   */
  public T get() throws IOException {
    return snapshot().value();
  }

  /**
   * The value, with its age; it is loaded first if there is none or it is too old. Waits for that
   * no longer than the {@linkplain Builder#patience patience}.
   *
   * @throws IOException what the loader threw, if it failed and no good value is there; or if it
   *     takes too long, or the caller is interrupted, and no good value is there
   * @throws RuntimeException what the loader threw, likewise
   */
  public CatalogSnapshot<T> snapshot() throws IOException {
    return read(true);
  }

  private CatalogSnapshot<T> read(boolean impatient) throws IOException {
    Loaded<T> value = fresh();
    if (value != null) {
      return isLookDue() ? looked(value, impatient) : hit(value);
    }
    Failure failed = pendingFailure();
    if (failed != null) {
      counter.recordHits(1);
      return lastGoodOr(failed.cause());
    }
    Load load;
    synchronized (lock) {
      load = running;
      if (load == null) {
        // Another thread may have loaded meanwhile, or failed to.
        value = fresh();
        failed = value == null ? pendingFailure() : null;
        load = value == null && failed == null ? begun(null) : null;
      }
    }
    counter.recordMisses(1);
    if (load != null) {
      return ended(load, impatient);
    }
    return failed == null
        ? snapshotOf(Objects.requireNonNull(value), false)
        : lastGoodOr(failed.cause());
  }

  private CatalogSnapshot<T> hit(Loaded<T> value) {
    counter.recordHits(1);
    return snapshotOf(value, false);
  }

  /** The value if it is young enough. */
  private @Nullable Loaded<T> fresh() {
    Loaded<T> value = current;
    boolean old = value == null || nanoTime.getAsLong() - value.nanos() >= timeToLive.toNanos();
    return old ? null : value;
  }

  /** The last attempt, if it failed and the next one is not due yet. */
  private @Nullable Failure pendingFailure() {
    Failure failed = failure;
    return failed != null && nanoTime.getAsLong() - failed.retryNanos() < 0 ? failed : null;
  }

  /** Looks at the files, which may hang as loading may; loads if they have changed. */
  private CatalogSnapshot<T> looked(Loaded<T> value, boolean impatient) throws IOException {
    Load look;
    synchronized (lock) {
      if (running != null) {
        return hit(value);
      }
      look = begun(value);
    }
    CatalogSnapshot<T> seen = ended(look, impatient);
    if (seen.value() == value.value()) {
      counter.recordHits(1);
    } else {
      counter.recordMisses(1);
    }
    return seen;
  }

  /** Whether nobody has looked at the files for an interval; whoever asks is to look. */
  private boolean isLookDue() {
    long now = nanoTime.getAsLong();
    if (watched.isEmpty() || now - watchedNanos < watchNanos) {
      return false;
    }
    watchedNanos = now;
    return true;
  }

  /** A load that runs from now on, or has failed to. Called under the lock. */
  private Load begun(@Nullable Loaded<T> unlessUnchanged) {
    Load load = new Load(unlessUnchanged);
    running = load;
    try {
      thread.execute(load);
    } catch (Throwable e) {
      // There is no thread to be had.
      load.fail(e);
    }
    return load;
  }

  /** One run of the loader. */
  private final class Load implements Runnable {
    private final @Nullable Loaded<T> unlessUnchanged;
    private final CompletableFuture<Loaded<T>> done = new CompletableFuture<>();
    private final AtomicBoolean late = new AtomicBoolean();
    private final long startNanos = nanoTime.getAsLong();
    private final long waitedSince = System.nanoTime();

    /**
     * A run of the loader.
     *
     * @param unlessUnchanged a value that does if the files are as they were; null if none does
     */
    Load(@Nullable Loaded<T> unlessUnchanged) {
      this.unlessUnchanged = unlessUnchanged;
    }

    @Override
    public void run() {
      try {
        Loaded<T> loaded = loaded();
        leave();
        done.complete(loaded);
      } catch (Throwable e) {
        fail(e);
      }
    }

    private Loaded<T> loaded() throws IOException {
      long before = invalidations.get();
      FileStamps stamps = FileStamps.of(watched);
      if (unlessUnchanged != null && stamps.equals(unlessUnchanged.stamps())) {
        return unlessUnchanged;
      }
      if (unlessUnchanged != null) {
        current = null;
      }
      T value = Objects.requireNonNull(loader.load(), "a loader returned null");
      Loaded<T> loaded = new Loaded<>(value, nanoTime.getAsLong(), stamps);
      succeeded(loaded, before, startNanos);
      return loaded;
    }

    void fail(Throwable why) {
      try {
        failed(why, startNanos);
      } finally {
        leave();
        done.completeExceptionally(why);
      }
    }

    /** What this brought is there to be seen; another may load. */
    private void leave() {
      synchronized (lock) {
        running = null;
      }
    }

    /** How long callers still wait for it. */
    long patienceNanos() {
      return patience.toNanos() - (System.nanoTime() - waitedSince);
    }

    /** Tells once that nobody waits for it any more. */
    void isLate() {
      if (late.compareAndSet(false, true)) {
        listener.onLate(Duration.ofNanos(System.nanoTime() - waitedSince));
      }
    }
  }

  /** What a load brings, or the last good value if it fails, or for too long does not end. */
  private CatalogSnapshot<T> ended(Load load, boolean impatient) throws IOException {
    try {
      Loaded<T> loaded =
          impatient
              ? load.done.get(Math.max(load.patienceNanos(), 0), NANOSECONDS)
              : load.done.get();
      return snapshotOf(loaded, false);
    } catch (ExecutionException e) {
      return lastGoodOr(Objects.requireNonNull(e.getCause()));
    } catch (TimeoutException e) {
      load.isLate();
      return lastGoodOr(
          new IOException("nothing was loaded yet, and loading takes longer than " + patience));
    } catch (InterruptedException e) {
      return lastGoodOr(interrupted());
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while something was loaded");
  }

  private CatalogSnapshot<T> lastGoodOr(Throwable cause) throws IOException {
    Loaded<T> good = lastGood;
    if (good == null) {
      throw rethrown(cause);
    }
    return snapshotOf(good, true);
  }

  /** Throws what a loader threw, unchanged; never returns. */
  private static IOException rethrown(Throwable cause) throws IOException {
    Throwables.throwIfInstanceOf(cause, IOException.class);
    Throwables.throwIfUnchecked(cause);
    throw new IOException(cause);
  }

  private CatalogSnapshot<T> snapshotOf(Loaded<T> loaded, boolean stale) {
    return new CatalogSnapshot<>(
        loaded.value(), Duration.ofNanos(nanoTime.getAsLong() - loaded.nanos()), stale);
  }

  /**
   * Loads now, whether the value is old or not, and whether an attempt is due or not; after the
   * load that runs, if one does. Should that fail, the value stays that was there. Waits for as
   * long as it takes.
   *
   * @throws IOException what the loader threw, or if interrupted
   */
  public T reload() throws IOException {
    while (true) {
      Load load;
      boolean own;
      synchronized (lock) {
        own = running == null;
        load = running == null ? begun(null) : running;
      }
      try {
        Loaded<T> loaded = load.done.get();
        if (own) {
          return loaded.value();
        }
      } catch (ExecutionException e) {
        if (own) {
          throw rethrown(Objects.requireNonNull(e.getCause()));
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  /** Makes the next caller load; the value is served only if that fails or is late. */
  public void invalidate() {
    invalidations.incrementAndGet();
    failure = null;
    current = null;
  }

  /**
   * Loads unless there is a value: for the start of a program. Waits for as long as it takes.
   *
   * @throws IOException what the loader threw, if it failed and no good value is there
   */
  public void preload() throws IOException {
    read(false);
  }

  /** What was done so far. */
  public CatalogStatistics statistics() {
    CacheStats stats = counter.snapshot();
    return new CatalogStatistics(
        stats.hitCount(),
        stats.missCount(),
        stats.loadSuccessCount(),
        stats.loadExceptionCount(),
        Duration.ofNanos(stats.totalLoadTime()));
  }

  private void succeeded(Loaded<T> loaded, long before, long start) {
    lastGood = loaded;
    if (before == invalidations.get()) {
      current = loaded;
    }
    failure = null;
    watchedNanos = loaded.nanos();
    counter.recordLoadSuccess(loaded.nanos() - start);
    listener.onLoaded(Duration.ofNanos(loaded.nanos() - start));
  }

  private void failed(Throwable cause, long start) {
    Failure before = failure;
    int count = before == null ? 1 : before.count() + 1;
    long now = nanoTime.getAsLong();
    Duration wait = firstRetry.multipliedBy(1L << Math.min(count - 1, 30));
    Duration retryAfter = wait.compareTo(timeToLive) < 0 ? wait : timeToLive;
    failure = new Failure(cause, count, now + retryAfter.toNanos());
    counter.recordLoadException(now - start);
    listener.onFailed(cause, count, retryAfter);
  }

  /** Options of a cache. Not safe to share between threads. */
  public static final class Builder<T> {
    private final CatalogLoader<T> loader;
    private CatalogListener listener = CatalogListener.NONE;
    private LongSupplier nanoTime = System::nanoTime;
    private Duration timeToLive = Duration.ofMinutes(5);
    private Duration firstRetry = Duration.ofSeconds(1);
    private Duration patience = Duration.ofSeconds(10);
    private Duration watchInterval = Duration.ofSeconds(1);
    private List<Path> watched = List.of();

    private Builder(CatalogLoader<T> loader) {
      this.loader = Objects.requireNonNull(loader);
    }

    /**
     * For how long a value is used; 300 seconds unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder<T> timeToLive(Duration value) {
      timeToLive = positive(value);
      return this;
    }

    /**
     * How long to wait after a first failure; a second unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder<T> firstRetry(Duration value) {
      firstRetry = positive(value);
      return this;
    }

    /**
     * For how long callers wait for a load, counted from its start on the system's clock; 10
     * seconds unless set. After that they get the last good value, or an {@link IOException} if
     * there is none yet, at once until the load ends. The load goes on, and no other begins.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder<T> patience(Duration value) {
      patience = positive(value);
      return this;
    }

    /**
     * Loads anew when the time or size of one of these files or folders changes; they are looked at
     * when the value is asked for, at most once in an interval.
     *
     * @throws IllegalArgumentException unless the interval is positive
     */
    public Builder<T> watch(Duration interval, Path... files) {
      watchInterval = positive(interval);
      watched = List.of(files);
      return this;
    }

    /** Who hears of loads; nobody unless set. */
    public Builder<T> listener(CatalogListener value) {
      listener = Objects.requireNonNull(value);
      return this;
    }

    /** The clock, in nanoseconds from any start; {@link System#nanoTime} unless set. */
    public Builder<T> nanoTime(LongSupplier value) {
      nanoTime = Objects.requireNonNull(value);
      return this;
    }

    /** An empty cache with the options as they stand. */
    public CatalogCache<T> build() {
      return new CatalogCache<>(this);
    }

    private static Duration positive(Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException("a duration must be positive, not " + value);
      }
      return value;
    }
  }
}
