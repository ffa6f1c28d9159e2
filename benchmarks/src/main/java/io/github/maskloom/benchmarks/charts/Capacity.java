package io.github.maskloom.benchmarks.charts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many jobs at once one peer does within a budget of memory, as far as it was measured.
 *
 * @param within the row with the most jobs below which nothing went over the budget
 * @param beyond the row with the fewest jobs that went over it, or failed
 */
record Capacity(String peer, Optional<Series.Point> within, Optional<Series.Point> beyond) {

  /** Takes the peaks of growing numbers of jobs; jobs are x, the peak is y. */
  static Capacity of(Series peaks, double budget) {
    Optional<Series.Point> beyond =
        peaks.points().stream().filter(peak -> peak.failed() || peak.value() > budget).findFirst();
    double end = beyond.map(Series.Point::x).orElse(Double.POSITIVE_INFINITY);
    Optional<Series.Point> within =
        peaks.points().stream()
            .filter(peak -> peak.x() < end)
            .max(Comparator.comparingDouble(Series.Point::x));
    return new Capacity(peaks.peer(), within, beyond);
  }

  static List<Capacity> all(List<Series> peaks, double budget) {
    return peaks.stream()
        .map(series -> of(series, budget))
        .sorted(Comparator.comparingDouble(Capacity::jobs).reversed())
        .toList();
  }

  double jobs() {
    return within.map(Series.Point::x).orElse(0.0);
  }

  /** Returns the number, marked where more might have been possible. */
  String inWords() {
    return (beyond.isEmpty() ? "at least " : "") + Axis.exact(jobs());
  }

  /** Returns what was measured on both sides of the number. */
  String evidence(String unit) {
    String below = within.map(peak -> "in " + Axis.exact(peak.value()) + unit + " ").orElse("");
    return below + "(" + beyond.map(peak -> tooMuch(peak, unit)).orElse("no more tried") + ")";
  }

  private static String tooMuch(Series.Point peak, String unit) {
    String jobs = Axis.exact(peak.x());
    return peak.failed() ? jobs + " failed" : jobs + " took " + Axis.exact(peak.value()) + unit;
  }
}
