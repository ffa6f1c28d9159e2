package io.github.maskloom.catalog;

import java.time.Duration;

/**
 * Hears what a {@link CatalogCache} does, on the thread that loads; must be quick and not throw.
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
}
