package io.github.maskloom.http.model;

import java.time.LocalDate;
import java.util.List;

/**
 * That a model is reported to be taken out of service. It is warned of and asked all the same,
 * since reports may be wrong. Nothing depends on today's date.
 *
 * @param since the day from which on it is reported so; of several reports the one that all agree
 *     with
 * @param successors ids to ask instead, the best first; may be none
 */
public record Retirement(LocalDate since, List<String> successors) {
  /**
   * Makes a report with the successors as they stand.
   *
   * @param since the day from which on it counts as retired
   * @param successors copied
   */
  public Retirement {
    successors = List.copyOf(successors);
  }

  /** {@return this in words, such as {@code since 2026-11-24; in its place: a, b}} */
  @Override
  public String toString() {
    String place = successors.isEmpty() ? "" : "; in its place: " + String.join(", ", successors);
    return "since " + since + place;
  }
}
