package io.github.maskloom.catalog;

import java.util.Set;
import java.util.function.Function;

/**
 * How a kind of catalogue is written in JSON and what its items are.
 *
 * @param array the member of the outermost object that holds the entries, such as {@code furniture}
 * @param fileName the field of an entry that names its image
 * @param texts fields that hold text
 * @param numbers fields that hold numbers
 * @param item makes an immutable item of an entry
 * @param <T> the items' type
 */
public record CatalogMapping<T>(
    String array,
    String fileName,
    Set<String> texts,
    Set<String> numbers,
    Function<CatalogEntry, T> item) {
  public CatalogMapping {
    texts = Set.copyOf(texts);
    numbers = Set.copyOf(numbers);
  }
}
