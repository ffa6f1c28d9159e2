package io.github.maskloom.catalog;

import com.google.common.base.Throwables;
import com.google.common.cache.AbstractCache.SimpleStatsCounter;
import com.google.common.cache.AbstractCache.StatsCounter;
import com.google.common.cache.CacheStats;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one value, such as a catalogue, and loads it again when it is too old.
 *
 * <p>However many threads ask, one loads; those that find no value in its time wait for it. When
 * loading fails, the last good value is served, the listener is called, and the next attempt waits:
 * a second, then twice as long each time, up to the time to live. Without a good value the failure
 * comes out, and comes out again until the next attempt is due.
 *
 * <p>A load that takes longer than the {@linkplain Builder#patience patience}, as when a file
 * server hangs, keeps nobody waiting. From then on callers get the last good value at once, or an
 * {@link IOException} if there is none yet, and the listener is called. No other load begins
 * meanwhile. What the late load brings is taken when it comes. {@link #preload} and {@link #reload}
 * wait for as long as it takes.
 *
 * <p><b>Memory:</b> the value, and the next one while it is loaded. <b>Threads:</b> safe. The
 * loader runs on one daemon thread of the cache, which ends when it is idle for ten seconds, so
 * nothing is to be closed. An interrupt of a caller ends its waiting, with the last good value if
 * there is one, and leaves the interrupt flag set; it does not reach the loader.
 *
 * @param <T> an immutable type
 */
public final class CatalogCache<T> {
  private final Loader<T> loader;
  private final Listener listener;
  private final LongSupplier nanoTime;
  private final Duration patience;
  private final CachedValue<T> cached;
  private final WatchedFiles watched;
  private final CatalogLoads<T> loads = new CatalogLoads<>();
  private final StatsCounter counter = new SimpleStatsCounter();

  private CatalogCache(Builder<T> builder) {
    loader = builder.loader;
    listener = builder.listener;
    nanoTime = builder.nanoTime;
    patience = builder.patience;
    cached = new CachedValue<>(nanoTime, builder.timeToLive, builder.firstRetry);
    watched = new WatchedFiles(builder.watched, builder.watchInterval, nanoTime);
  }

  /** A builder of a cache that loads with {@code loader}. */
  public static <T> Builder<T> builder(Loader<T> loader) {
    return new Builder<>(loader);
  }

  /**
   * The value, which is loaded first if there is none or it is too old. Waits for that no longer
   * than the {@linkplain Builder#patience patience}.
   *
   * @throws IOException what the loader threw, if it failed and no good value is there; or if it
   *     takes too long, or the caller is interrupted, and no good value is there
   * @throws RuntimeException what the loader threw, likewise
   */
  public T get() throws IOException {
    return snapshot().value();
  }

  /** The value as {@link #get} has it, with its age. */
  CatalogSnapshot<T> snapshot() throws IOException {
    return read(true);
  }

  private CatalogSnapshot<T> read(boolean impatient) throws IOException {
    Loaded<T> value = cached.fresh();
    if (value != null) {
      return watched.isLookDue() ? looked(value, impatient) : hit(value);
    }
    FailedLoad failed = cached.pendingFailure();
    if (failed != null) {
      counter.recordHits(1);
      return lastGoodOr(failed.cause());
    }
    CatalogLoad<T> load;
    synchronized (loads) {
      load = loads.running();
      if (load == null) {
        // Another thread may have loaded meanwhile, or failed to.
        value = cached.fresh();
        failed = value == null ? cached.pendingFailure() : null;
        load = value == null && failed == null ? loads.begin(new Loading(null)) : null;
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

  /** Looks at the files, which may hang as loading may. Loads if they have changed. */
  private CatalogSnapshot<T> looked(Loaded<T> value, boolean impatient) throws IOException {
    CatalogLoad<T> look;
    synchronized (loads) {
      if (loads.running() != null) {
        return hit(value);
      }
      look = loads.begin(new Loading(value));
    }
    CatalogSnapshot<T> seen = ended(look, impatient);
    if (seen.value() == value.value()) {
      counter.recordHits(1);
    } else {
      counter.recordMisses(1);
    }
    return seen;
  }

  /** What one load does. */
  private final class Loading implements CatalogLoad.Steps<T> {
    private final @Nullable Loaded<T> unlessUnchanged;
    private final long startNanos = nanoTime.getAsLong();

    /**
     * A load.
     *
     * @param unlessUnchanged a value that does if the files are as they were, or null if none does
     */
    Loading(@Nullable Loaded<T> unlessUnchanged) {
      this.unlessUnchanged = unlessUnchanged;
    }

    @Override
    public Loaded<T> load() throws IOException {
      long before = cached.invalidations();
      FileStamps stamps = watched.stamps();
      if (unlessUnchanged != null) {
        if (stamps.equals(unlessUnchanged.stamps())) {
          return unlessUnchanged;
        }
        cached.outdate();
      }
      T value = Objects.requireNonNull(loader.load(), "a loader returned null");
      Loaded<T> loaded = new Loaded<>(value, nanoTime.getAsLong(), stamps);
      cached.loaded(loaded, before);
      watched.looked(loaded.nanos());
      counter.recordLoadSuccess(loaded.nanos() - startNanos);
      listener.onLoaded(Duration.ofNanos(loaded.nanos() - startNanos));
      return loaded;
    }

    @Override
    public void failed(Throwable why) {
      long now = nanoTime.getAsLong();
      FailedLoad failed = cached.failed(why, now);
      counter.recordLoadException(now - startNanos);
      listener.onFailed(why, failed.count(), failed.retryAfter());
    }
  }

  /** What a load brings, or the last good value if it fails, or for too long does not end. */
  private CatalogSnapshot<T> ended(CatalogLoad<T> load, boolean impatient) throws IOException {
    try {
      Loaded<T> loaded = impatient ? load.await(patience) : load.await();
      return snapshotOf(loaded, false);
    } catch (ExecutionException e) {
      return lastGoodOr(Objects.requireNonNull(e.getCause()));
    } catch (TimeoutException e) {
      load.tellLate(listener);
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
    Loaded<T> good = cached.lastGood();
    if (good == null) {
      throw rethrown(cause);
    }
    return snapshotOf(good, true);
  }

  /** Throws what a loader threw, unchanged. Never returns. */
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
   * Loads now, even if the value is fresh or no attempt is due. If a load runs, this one follows
   * it. Should that fail, the value stays that was there. Waits for as long as it takes.
   *
   * @throws IOException what the loader threw, or if interrupted
   */
  public T reload() throws IOException {
    while (true) {
      CatalogLoad<T> load;
      boolean own;
      synchronized (loads) {
        CatalogLoad<T> running = loads.running();
        own = running == null;
        load = running == null ? loads.begin(new Loading(null)) : running;
      }
      try {
        Loaded<T> loaded = load.await();
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

  /** Makes the next caller load. The value is served only if that fails or is late. */
  public void invalidate() {
    cached.invalidate();
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
  public Statistics statistics() {
    CacheStats stats = counter.snapshot();
    return new Statistics(
        stats.hitCount(),
        stats.missCount(),
        stats.loadSuccessCount(),
        stats.loadExceptionCount(),
        Duration.ofNanos(stats.totalLoadTime()));
  }

  /** Options of a cache. Not safe to share between threads. */
  public static final class Builder<T> {
    private final Loader<T> loader;
    private Listener listener = Listener.NONE;
    private LongSupplier nanoTime = System::nanoTime;
    private Duration timeToLive = Duration.ofMinutes(5);
    private Duration firstRetry = Duration.ofSeconds(1);
    private Duration patience = Duration.ofSeconds(10);
    private Duration watchInterval = Duration.ofSeconds(1);
    private List<Path> watched = List.of();

    private Builder(Loader<T> loader) {
      this.loader = Objects.requireNonNull(loader);
    }

    /**
     * For how long a value is used, by default 300 seconds.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder<T> timeToLive(Duration value) {
      timeToLive = positive("timeToLive", value);
      return this;
    }

    /**
     * How long to wait after a first failure, by default a second.
     *
     * @throws IllegalArgumentException unless positive
     */
    Builder<T> firstRetry(Duration value) {
      firstRetry = positive("firstRetry", value);
      return this;
    }

    /**
     * For how long callers wait for a load, counted from its start on the system's clock, by
     * default 10 seconds. After that they get the last good value, or an {@link IOException} if
     * there is none yet, at once until the load ends. The load goes on, and no other begins.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder<T> patience(Duration value) {
      patience = positive("patience", value);
      return this;
    }

    /**
     * Loads again when the time or size of one of these files or folders changes. They are looked
     * at when the value is asked for, at most once in an interval.
     *
     * @throws IllegalArgumentException unless the interval is positive
     */
    public Builder<T> watch(Duration interval, Path... files) {
      watchInterval = positive("watchInterval", interval);
      watched = List.of(files);
      return this;
    }

    /** Who hears of loads, by default nobody. */
    public Builder<T> listener(Listener value) {
      listener = Objects.requireNonNull(value);
      return this;
    }

    /** The clock, in nanoseconds from any start, by default {@link System#nanoTime}. */
    Builder<T> nanoTime(LongSupplier value) {
      nanoTime = Objects.requireNonNull(value);
      return this;
    }

    /** An empty cache with the options as they stand. */
    public CatalogCache<T> build() {
      return new CatalogCache<>(this);
    }

    private static Duration positive(String name, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(name + " must be positive, not " + value);
      }
      return value;
    }
  }

  /**
   * What a {@link CatalogCache} has done since it was made.
   *
   * @param hits how often a value was there, fresh or stale
   * @param misses how often a caller had to wait for a load
   * @param loads loads that succeeded
   * @param failures loads that failed
   * @param loadTime spent on all loads
   */
  public record Statistics(long hits, long misses, long loads, long failures, Duration loadTime) {}

  /**
   * Loads what a {@link CatalogCache} keeps. Called by one thread at a time, of the cache's own.
   */
  @FunctionalInterface
  public interface Loader<T> {
    /**
     * Loads the value.
     *
     * @return an immutable value
     * @throws IOException if it cannot be read
     */
    T load() throws IOException;
  }

  /**
   * Hears what a {@link CatalogCache} does, on the thread that loads unless a method says
   * otherwise. Must be quick and not throw.
   */
  public interface Listener {
    /** A listener that does nothing. */
    Listener NONE = new Listener() {};

    /** A value was loaded. */
    default void onLoaded(Duration took) {}

    /**
     * Loading failed. The last good value, if there is one, stays in use.
     *
     * @param failures how many failed in a row, this one counted
     * @param retryAfter no other attempt is made before, unless it is forced
     */
    default void onFailed(Throwable cause, int failures, Duration retryAfter) {}

    /**
     * A load takes longer than the cache's patience. Until it ends, callers get the last good
     * value, if there is one. Called once a load, on the thread of a caller.
     *
     * @param waited since the load began
     */
    default void onLate(Duration waited) {}
  }
}
