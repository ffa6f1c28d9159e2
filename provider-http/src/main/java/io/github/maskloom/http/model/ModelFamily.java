package io.github.maskloom.http.model;

import java.util.Optional;
import java.util.Set;

/** Models of which the same is known, by their ids. */
public interface ModelFamily {
  /** {@return the ids that requests name these models by} */
  Set<String> ids();

  /**
   * Finds out whether a model is reported retired.
   *
   * @param id one of {@link #ids}
   * @return what is reported, or empty if nothing is
   */
  Optional<Retirement> retirement(String id);
}
