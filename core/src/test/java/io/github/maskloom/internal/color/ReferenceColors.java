package io.github.maskloom.internal.color;

/** Colors converted one by one, to compare with. */
public final class ReferenceColors {
  /** Display P3. */
  static final RgbSpace DISPLAY_P3 =
      RgbSpace.ofChromaticities(RgbSpace.Chromaticities.P3, ToneCurve.SRGB).orElseThrow();

  private ReferenceColors() {}

  /**
   * Converts a color, clipped to what the other space has.
   *
   * @param samples red, green and blue, 0 to 1
   */
  public static double[] converted(double[] samples, RgbSpace from, RgbSpace to) {
    double[] light = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      light[channel] = from.curve(channel).toLight(within01(samples[channel]));
    }
    double[] there = from.lightTo(to).times(light);
    for (int channel = 0; channel < 3; channel++) {
      there[channel] = sample(to.curve(channel), within01(there[channel]));
    }
    return there;
  }

  private static double within01(double value) {
    return Math.min(Math.max(value, 0), 1);
  }

  private static double sample(ToneCurve curve, double wanted) {
    double low = 0;
    double high = 1;
    for (int step = 0; step < 40; step++) {
      double middle = (low + high) / 2;
      if (curve.toLight(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
