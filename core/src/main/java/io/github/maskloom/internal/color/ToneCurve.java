package io.github.maskloom.internal.color;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * How samples of a channel relate to light, both from 0 to 1: what a profile says of one channel.
 *
 * <p>Curves never fall, so that light can be turned back into samples. Immutable.
 */
public final class ToneCurve {
  /** The curve of sRGB (IEC 61966-2-1, 5.2), which Display P3 shares. */
  public static final ToneCurve SRGB = new ToneCurve(ToneCurve::srgb);

  private static final int CHECKED_STEPS = 4096;
  private static final double MIN_WHITE = 0.5;
  private static final double MIN_STEP = -1e-6;

  private final DoubleUnaryOperator light;

  private ToneCurve(DoubleUnaryOperator light) {
    this.light = light;
  }

  private static double srgb(double sample) {
    return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
  }

  /** Light is the sample to a power; empty if no curve could be turned round. */
  public static Optional<ToneCurve> gamma(double exponent) {
    return exponent > 0 ? of(sample -> Math.pow(sample, exponent)) : Optional.empty();
  }

  /**
   * A curve through points at even distances, the first at 0 and the last at 1, with straight lines
   * between.
   *
   * @param points unsigned, of 65535; at least two; taken over
   */
  public static Optional<ToneCurve> table(char[] points) {
    return of(sample -> between(points, sample));
  }

  private static double between(char[] points, double sample) {
    double at = sample * (points.length - 1);
    int below = Math.min((int) at, points.length - 2);
    double share = at - below;
    return (points[below] * (1 - share) + points[below + 1] * share) / 65535;
  }

  /** A curve by its formula, cut to 0 to 1; empty if it falls anywhere or holds no light. */
  public static Optional<ToneCurve> of(DoubleUnaryOperator formula) {
    ToneCurve curve =
        new ToneCurve(sample -> Math.min(Math.max(formula.applyAsDouble(sample), 0), 1));
    return curve.rises() ? Optional.of(curve) : Optional.empty();
  }

  /** A number that is none compares as false, and so is refused. */
  private boolean rises() {
    double last = toLight(0);
    boolean rises = last >= 0;
    for (int step = 1; step <= CHECKED_STEPS && rises; step++) {
      double next = toLight((double) step / CHECKED_STEPS);
      rises = next - last >= MIN_STEP;
      last = next;
    }
    return rises && last - toLight(0) >= MIN_WHITE;
  }

  /** The light of a sample, both from 0 to 1. */
  public double toLight(double sample) {
    return light.applyAsDouble(sample);
  }
}
