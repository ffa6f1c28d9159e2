package io.github.maskloom.benchmarks.charts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What was measured of one peer, sorted by x. */
record Series(String peer, List<Point> points) {
  /**
   * One measurement.
   *
   * @param y empty where the peer failed
   */
  record Point(double x, OptionalDouble y) {
    boolean failed() {
      return y.isEmpty();
    }

    /**
     * Returns y.
     *
     * @throws java.util.NoSuchElementException if the peer failed
     */
    double value() {
      return y.getAsDouble();
    }
  }

  /** Returns the points where the peer did not fail. */
  List<Point> measured() {
    return points.stream().filter(point -> !point.failed()).toList();
  }

  Optional<Point> last() {
    List<Point> measured = measured();
    return measured.isEmpty() ? Optional.empty() : Optional.of(measured.get(measured.size() - 1));
  }

  /** Returns every figure, as it was measured, for those who cannot see the image. */
  String inWords() {
    return points.stream()
        .map(
            point ->
                (point.failed() ? "failed" : Axis.exact(point.value()))
                    + " at "
                    + Axis.exact(point.x()))
        .collect(Collectors.joining(", ", peer + ": ", "."));
  }

  /** Returns the failures with which the series ends. */
  List<Point> failuresAtTheEnd() {
    int end = points.size();
    while (end > 0 && points.get(end - 1).failed()) {
      end--;
    }
    return points.subList(end, points.size());
  }
}
