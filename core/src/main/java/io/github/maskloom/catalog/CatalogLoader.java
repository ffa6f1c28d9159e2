package io.github.maskloom.catalog;

import java.io.IOException;

/** Loads what a {@link CatalogCache} keeps; called by one thread at a time, of the cache's own. */
@FunctionalInterface
public interface CatalogLoader<T> {
  /**
   * Loads anew.
   *
   * @return an immutable value
   * @throws IOException if it cannot be read
   */
  T load() throws IOException;
}
