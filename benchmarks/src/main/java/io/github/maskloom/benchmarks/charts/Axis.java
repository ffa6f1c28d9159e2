package io.github.maskloom.benchmarks.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * What an axis shows.
 *
 * @param label what is measured, with its unit where that is a word
 * @param unit what is written behind a figure, with its space
 * @param decimals how many a rounded figure has
 */
record Axis(String label, String unit, int decimals, boolean logarithmic) {
  private static final int MAX_DECIMALS = 6;

  /**
   * Makes the scale on which all figures lie.
   *
   * @throws IllegalArgumentException if there are none, or one is 0 on a logarithmic axis
   */
  Scale scale(DoubleStream figures, double from, double to) {
    DoubleSummaryStatistics range = figures.summaryStatistics();
    if (range.getCount() == 0) {
      throw new IllegalArgumentException("nothing was measured: " + label);
    }
    return logarithmic
        ? Scale.logarithmic(range.getMin(), range.getMax(), from, to)
        : Scale.linear(range.getMax(), from, to);
  }

  /** Writes a figure with as many decimals as every other on this axis. */
  String rounded(double figure) {
    return BigDecimal.valueOf(figure).setScale(decimals, RoundingMode.HALF_UP).toPlainString()
        + unit;
  }

  String exactWithUnit(double figure) {
    return exact(figure) + unit;
  }

  /** Writes a figure as it was measured. */
  static String exact(double figure) {
    return Svg.number(figure, MAX_DECIMALS);
  }
}
