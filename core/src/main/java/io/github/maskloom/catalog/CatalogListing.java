package io.github.maskloom.catalog;

import java.util.List;

/**
 * A catalogue as it was read.
 *
 * @param items one for each image, by file name
 * @param problems entries that were passed over, in the order of the metadata; at most the first
 *     hundred
 */
public record CatalogListing<T>(List<T> items, List<CatalogProblem> problems) {
  public CatalogListing {
    items = List.copyOf(items);
    problems = List.copyOf(problems);
  }
}
