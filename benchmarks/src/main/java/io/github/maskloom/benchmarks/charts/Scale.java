package io.github.maskloom.benchmarks.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Maps figures onto an axis of the image, and knows where its ticks are. */
final class Scale {
  private static final int MAX_STEPS = 6;
  private static final int MAX_LOG_TICKS = 10;
  private static final double LOG_PADDING = 0.04;

  /** Far above the errors of arithmetic, far below what can be seen. */
  private static final double ROUNDING = 1e-9;

  private static final int[] NICE = {1, 2, 5};

  private final DoubleUnaryOperator position;
  private final List<Double> ticks;

  private Scale(DoubleUnaryOperator position, List<Double> ticks) {
    this.position = position;
    this.ticks = List.copyOf(ticks);
  }

  /** Makes an axis from 0 to the first tick at or above {@code max}. */
  static Scale linear(double max, double from, double to) {
    double reach = max > 0 ? max : 1;
    double step = niceStep(reach);
    long steps = (long) Math.ceil(reach / step - ROUNDING);
    List<Double> ticks = new ArrayList<>();
    for (long i = 0; i <= steps; i++) {
      ticks.add(i * step);
    }
    double end = steps * step;
    return new Scale(value -> from + (to - from) * value / end, ticks);
  }

  /**
   * Makes an axis of orders of magnitude, a little longer than its figures at both ends; ticks are
   * 1, 2, 5, 10 and so on, or powers of ten where these would be many.
   *
   * @throws IllegalArgumentException if {@code min} is not above 0
   */
  static Scale logarithmic(double min, double max, double from, double to) {
    if (min <= 0) {
      throw new IllegalArgumentException("a logarithmic axis takes no figure of " + min);
    }
    double padding = Math.max(LOG_PADDING * Math.log(max / min), 0.1);
    double low = Math.log(min) - padding;
    double high = Math.log(max) + padding;
    return new Scale(
        value -> from + (to - from) * (Math.log(value) - low) / (high - low),
        logTicks(Math.exp(low), Math.exp(high)));
  }

  double at(double value) {
    return position.applyAsDouble(value);
  }

  List<Double> ticks() {
    return ticks;
  }

  private static double niceStep(double max) {
    double power = Math.pow(10, Math.floor(Math.log10(max / MAX_STEPS)));
    for (int nice : NICE) {
      if (nice * power * MAX_STEPS >= max * (1 - ROUNDING)) {
        return nice * power;
      }
    }
    return 10 * power;
  }

  private static List<Double> logTicks(double low, double high) {
    List<Double> every = new ArrayList<>();
    List<Double> powers = new ArrayList<>();
    for (int e = (int) Math.floor(Math.log10(low)); e <= Math.log10(high); e++) {
      for (int nice : NICE) {
        double tick = nice * Math.pow(10, e);
        if (tick >= low && tick <= high) {
          every.add(tick);
          if (nice == 1) {
            powers.add(tick);
          }
        }
      }
    }
    return every.size() <= MAX_LOG_TICKS ? every : powers;
  }
}
