package io.github.maskloom.http.model;

import java.time.LocalDate;
import java.util.List;

/**
 * A report that a model is taken out of service. A request to such a model is sent all the same,
 * with a warning in the log, since reports may be wrong. Nothing depends on today's date.
 *
 * @param since the day from which on the model is reported retired; where reports differ, the
 *     latest
 * @param successors ids to ask instead, the best first; may be none
 */
public record Retirement(LocalDate since, List<String> successors) {
  /**
   * Makes a report with a copy of the successors.
   *
   * @param since the day from which on it counts as retired
   * @param successors copied
   */
  public Retirement {
    successors = List.copyOf(successors);
  }

  /**
   * {@return a report}
   *
   * @param day in the form {@code 2026-11-24}
   * @param successors ids to ask instead, the best first; may be none
   * @throws java.time.format.DateTimeParseException if there is no such day
   */
  public static Retirement since(String day, String... successors) {
    return new Retirement(LocalDate.parse(day), List.of(successors));
  }

  /** {@return this in words, such as {@code since 2026-11-24; in its place: a, b}} */
  @Override
  public String toString() {
    String place = successors.isEmpty() ? "" : "; in its place: " + String.join(", ", successors);
    return "since " + since + place;
  }
}
