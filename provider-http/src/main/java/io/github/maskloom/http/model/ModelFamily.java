package io.github.maskloom.http.model;

import java.util.Optional;
import java.util.Set;

/** Models of which the same is known, by their ids. */
public interface ModelFamily {
  /** The ids that requests name them by. */
  Set<String> ids();

  /** Whether the model of an id is reported retired. */
  Optional<Retirement> retirement(String id);
}
