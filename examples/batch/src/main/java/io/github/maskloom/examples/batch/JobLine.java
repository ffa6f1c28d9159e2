package io.github.maskloom.examples.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a job file.
 *
 * @param number of the line where it begins, from 1
 * @param fields what it gives, in its order; no value is empty
 * @param mistake why it is no job; empty if it may be one
 */
public record JobLine(long number, Map<String, String> fields, Optional<String> mistake) {
  public JobLine {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A line that may be a job. */
  static JobLine of(long number, Map<String, String> fields) {
    return new JobLine(number, fields, Optional.empty());
  }

  /** A line that is none. */
  static JobLine mistaken(long number, String mistake) {
    return new JobLine(number, Map.of(), Optional.of(mistake));
  }
}
