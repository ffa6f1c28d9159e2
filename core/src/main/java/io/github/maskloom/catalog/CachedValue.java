package io.github.maskloom.catalog;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a cache knows of its value: how old it is, and when the next attempt is due after one that
 * failed. <b>Threads:</b> one loads, any may ask or invalidate.
 */
final class CachedValue<T> {
  private static final int MAX_DOUBLINGS = 30;

  private final LongSupplier nanoTime;
  private final Duration timeToLive;
  private final Duration firstRetry;

  /** How often the value was invalidated: a load that began before counts for nothing. */
  private final AtomicLong invalidations = new AtomicLong();

  /** The value until it is invalidated, however old. */
  private volatile @Nullable Loaded<T> current;

  private volatile @Nullable Loaded<T> lastGood;
  private volatile @Nullable FailedLoad failure;

  CachedValue(LongSupplier nanoTime, Duration timeToLive, Duration firstRetry) {
    this.nanoTime = nanoTime;
    this.timeToLive = timeToLive;
    this.firstRetry = firstRetry;
  }

  /** The value if it is young enough. */
  @Nullable Loaded<T> fresh() {
    Loaded<T> value = current;
    boolean old = value == null || nanoTime.getAsLong() - value.nanos() >= timeToLive.toNanos();
    return old ? null : value;
  }

  /** The value that was loaded last, however old and whether invalidated or not. */
  @Nullable Loaded<T> lastGood() {
    return lastGood;
  }

  /** The last attempt, if it failed and the next one is not due yet. */
  @Nullable FailedLoad pendingFailure() {
    FailedLoad failed = failure;
    return failed != null && nanoTime.getAsLong() - failed.retryNanos() < 0 ? failed : null;
  }

  /** Makes the next caller load. */
  void invalidate() {
    invalidations.incrementAndGet();
    failure = null;
    current = null;
  }

  /** Serves the value no more as one that is fresh. */
  void outdate() {
    current = null;
  }

  long invalidations() {
    return invalidations.get();
  }

  /**
   * Takes a value that was loaded.
   *
   * @param before how often the value had been {@linkplain #invalidations invalidated} when the
   *     load began
   */
  void loaded(Loaded<T> value, long before) {
    lastGood = value;
    if (before == invalidations.get()) {
      current = value;
    }
    failure = null;
  }

  /** An attempt has failed at this time. The next one waits twice as long as the last. */
  FailedLoad failed(Throwable cause, long nanos) {
    FailedLoad before = failure;
    int count = before == null ? 1 : before.count() + 1;
    Duration wait = firstRetry.multipliedBy(1L << Math.min(count - 1, MAX_DOUBLINGS));
    Duration retryAfter = wait.compareTo(timeToLive) < 0 ? wait : timeToLive;
    FailedLoad failed = new FailedLoad(cause, count, retryAfter, nanos + retryAfter.toNanos());
    failure = failed;
    return failed;
  }
}
