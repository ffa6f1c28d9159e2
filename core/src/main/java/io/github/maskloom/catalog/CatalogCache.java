package io.github.maskloom.catalog;

import com.google.common.base.Throwables;
import com.google.common.base.Ticker;
import com.google.common.cache.AbstractCache.SimpleStatsCounter;
import com.google.common.cache.AbstractCache.StatsCounter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheStats;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
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
 * <p><b>Memory:</b> the value, and the next one while it is loaded. <b>Threads:</b> safe; a caller
 * that loads blocks for as long as the loader does, and an interrupt is the loader's to notice.
 *
 * @param <T> an immutable type
 */
public final class CatalogCache<T> {
  private static final String KEY = "catalog";

  private final CatalogLoader<T> loader;
  private final CatalogListener listener;
  private final LongSupplier nanoTime;
  private final Duration timeToLive;
  private final Duration firstRetry;
  private final List<Path> watched;
  private final long watchNanos;

  /** Holds the value while it is fresh. */
  private final Cache<String, Loaded<T>> fresh;

  private final StatsCounter counter = new SimpleStatsCounter();

  /** One loader at a time, also among those that are forced. */
  private final ReentrantLock loading = new ReentrantLock();

  /** How often the value was invalidated: a load that began before counts for nothing. */
  private final AtomicLong invalidations = new AtomicLong();

  private volatile @Nullable Loaded<T> lastGood;
  private volatile @Nullable Failure failure;
  private volatile long watchedNanos;

  private CatalogCache(Builder<T> builder) {
    loader = builder.loader;
    listener = builder.listener;
    nanoTime = builder.nanoTime;
    timeToLive = builder.timeToLive;
    firstRetry = builder.firstRetry;
    watched = builder.watched;
    watchNanos = builder.watchInterval.toNanos();
    fresh =
        CacheBuilder.newBuilder()
            .expireAfterWrite(timeToLive)
            .ticker(
                new Ticker() {
                  @Override
                  public long read() {
                    return nanoTime.getAsLong();
                  }
                })
            .build();
  }

  /** A value that was loaded. */
  private record Loaded<T>(T value, long nanos, FileStamps stamps, long invalidations) {}

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
   * The value, with its age; it is loaded first if there is none or it is too old.
   *
   * @throws IOException what the loader threw, if it failed and no good value is there
   * @throws RuntimeException what the loader threw, likewise
   */
  public CatalogSnapshot<T> snapshot() throws IOException {
    Loaded<T> value = fresh.getIfPresent(KEY);
    if (value != null && !hasChanged(value)) {
      counter.recordHits(1);
      return snapshotOf(value, false);
    }
    Failure failed = failure;
    if (failed != null && isPending(failed)) {
      counter.recordHits(1);
      return lastGoodOr(failed.cause());
    }
    return loadOnce();
  }

  /** Whether the next attempt is not due yet. */
  private boolean isPending(Failure failed) {
    return nanoTime.getAsLong() - failed.retryNanos() < 0;
  }

  private CatalogSnapshot<T> loadOnce() throws IOException {
    counter.recordMisses(1);
    try {
      Loaded<T> loaded = fresh.get(KEY, () -> load(false));
      if (loaded.invalidations() != invalidations.get()) {
        fresh.asMap().remove(KEY, loaded);
      }
      return snapshotOf(loaded, false);
    } catch (ExecutionException | UncheckedExecutionException | ExecutionError e) {
      return lastGoodOr(Objects.requireNonNull(e.getCause()));
    }
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

  /** Looks at the files at most once in an interval; drops the value if they have changed. */
  private boolean hasChanged(Loaded<T> value) {
    long now = nanoTime.getAsLong();
    if (watched.isEmpty() || now - watchedNanos < watchNanos) {
      return false;
    }
    watchedNanos = now;
    boolean changed = !FileStamps.of(watched).equals(value.stamps());
    if (changed) {
      fresh.asMap().remove(KEY, value);
    }
    return changed;
  }

  /**
   * Loads now, whether the value is old or not, and whether an attempt is due or not. Should that
   * fail, the value stays that was there.
   *
   * @throws IOException what the loader threw
   */
  public T reload() throws IOException {
    Loaded<T> loaded = load(true);
    fresh.put(KEY, loaded);
    return loaded.value();
  }

  /** Makes the next caller load; the value is served only if that fails. */
  public void invalidate() {
    invalidations.incrementAndGet();
    failure = null;
    fresh.invalidate(KEY);
  }

  /**
   * Loads unless there is a value: for the start of a program.
   *
   * @throws IOException see {@link #snapshot}
   */
  public void preload() throws IOException {
    snapshot();
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

  /**
   * Loads, alone.
   *
   * @param forced whether also if another thread has just failed to
   */
  private Loaded<T> load(boolean forced) throws IOException {
    loading.lock();
    try {
      Failure failed = failure;
      if (!forced && failed != null && isPending(failed)) {
        throw rethrown(failed.cause());
      }
      return loadAlone();
    } finally {
      loading.unlock();
    }
  }

  private Loaded<T> loadAlone() throws IOException {
    long start = nanoTime.getAsLong();
    long before = invalidations.get();
    try {
      FileStamps stamps = FileStamps.of(watched);
      T value = Objects.requireNonNull(loader.load(), "a loader returned null");
      Loaded<T> loaded = new Loaded<>(value, nanoTime.getAsLong(), stamps, before);
      succeeded(loaded, start);
      return loaded;
    } catch (IOException | RuntimeException | Error e) {
      failed(e, start);
      throw e;
    }
  }

  private void succeeded(Loaded<T> loaded, long start) {
    lastGood = loaded;
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
