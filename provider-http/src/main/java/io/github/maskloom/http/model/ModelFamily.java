package io.github.maskloom.http.model;

import java.util.Optional;
import java.util.Set;

/** Models of which the same is known, by their ids. */
public interface ModelFamily {
  /** {@return the ids that requests name these models by} */
  Set<String> ids();

  /**
   * Finds what is reported of a model's retirement.
   *
   * @param id one of {@link #ids}
   * @return what is reported, or empty if nothing is, or the id is another family's
   */
  Optional<Retirement> retirement(String id);
}
