package io.github.maskloom.catalog;

import java.time.Duration;

/**
 * Hears what a {@link CatalogCache} does, on the thread that loads unless a method says otherwise;
 * must be quick and not throw.
 */
public interface CatalogListener {
  /** Hears nothing. */
  CatalogListener NONE = new CatalogListener() {};

  /** A value was loaded. */
  default void onLoaded(Duration took) {}

  /**
   * Loading failed; the last good value, if there is one, stays in use.
   *
   * @param failures how many failed in a row, this one counted
   * @param retryAfter no other attempt is made before, unless it is forced
   */
  default void onFailed(Throwable cause, int failures, Duration retryAfter) {}

  /**
   * A load takes longer than the cache's patience: callers get the last good value, if there is
   * one, until it ends, which is told as ever. Told once a load, on the thread of a caller.
   *
   * @param waited since the load began
   */
  default void onLate(Duration waited) {}
}
