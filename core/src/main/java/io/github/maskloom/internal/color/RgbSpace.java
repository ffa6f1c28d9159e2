package io.github.maskloom.internal.color;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What RGB samples mean: three curves to light, and the colors of the three lights as XYZ under the
 * white of ICC profiles, D50 (ICC.1:2022, sections 6.3.4 and F.3). Immutable.
 */
public final class RgbSpace {
  /** D50, to which profiles are adapted. */
  private static final double[] PROFILE_WHITE = {0.9642, 1, 0.8249};

  /** Cone responses of the linear Bradford adaptation (ICC.1:2022, annex E). */
  private static final Matrix BRADFORD =
      new Matrix(
          0.8951, 0.2664, -0.1614, //
          -0.7502, 1.7135, 0.0367, //
          0.0389, -0.0685, 1.0296);

  /** Steps of the cube of colors by which two spaces are compared. */
  private static final int COMPARED_STEPS = 8;

  /** Differences up to this are those of the roundings of profiles. */
  private static final double SAME_WITHIN = 0.75 / 255;

  /** What an image without a profile has (IEC 61966-2-1). */
  public static final RgbSpace SRGB =
      ofChromaticities(Chromaticities.BT709, ToneCurve.SRGB).orElseThrow();

  private final Matrix toXyz;
  private final List<ToneCurve> curves;

  private RgbSpace(Matrix toXyz, List<ToneCurve> curves) {
    this.toXyz = toXyz;
    this.curves = curves;
  }

  /**
   * A space of three lights.
   *
   * @param toXyz its columns are the lights
   * @return empty if the three lights span no space
   */
  public static Optional<RgbSpace> of(Matrix toXyz, List<ToneCurve> curves) {
    return toXyz.isInvertible()
        ? Optional.of(new RgbSpace(toXyz, List.copyOf(curves)))
        : Optional.empty();
  }

  /** A space of primaries and a white, brought to the white of profiles. */
  public static Optional<RgbSpace> ofChromaticities(Chromaticities colors, ToneCurve curve) {
    Matrix primaries = colors.primaries();
    double[] white = colors.white();
    if (!primaries.isInvertible() || !Matrix.isFinite(white)) {
      return Optional.empty();
    }
    Matrix scaled = primaries.times(Matrix.diagonal(primaries.inverse().times(white)));
    double[] from = BRADFORD.times(white);
    double[] to = BRADFORD.times(PROFILE_WHITE);
    Matrix gain = Matrix.diagonal(to[0] / from[0], to[1] / from[1], to[2] / from[2]);
    Matrix adapted = BRADFORD.inverse().times(gain).times(BRADFORD).times(scaled);
    return of(adapted, List.of(curve, curve, curve));
  }

  /** The curve of a channel, 0 to 2. */
  ToneCurve curve(int channel) {
    return curves.get(channel);
  }

  /** From the light of this space to that of another. */
  Matrix lightTo(RgbSpace other) {
    return other.toXyz.inverse().times(toXyz);
  }

  /**
   * Whether samples mean the same in both as far as 8 bits tell: no color of an even cube, and no
   * gray, moves by a level. So profiles that say the same in other roundings are one.
   */
  public boolean isSameAs(RgbSpace other) {
    Matrix light = lightTo(other);
    int side = COMPARED_STEPS + 1;
    for (int i = 0; i < side * side * side; i++) {
      if (moves(other, light, at(i / side / side), at(i / side % side), at(i % side))) {
        return false;
      }
    }
    return IntStream.rangeClosed(0, 64)
        .mapToDouble(step -> step / 64.0)
        .noneMatch(gray -> moves(other, light, gray, gray, gray));
  }

  private static double at(int step) {
    return (double) step / COMPARED_STEPS;
  }

  private boolean moves(RgbSpace other, Matrix light, double red, double green, double blue) {
    double[] samples = {red, green, blue};
    double[] there = light.times(new double[] {light(0, red), light(1, green), light(2, blue)});
    for (int channel = 0; channel < 3; channel++) {
      // Compared by the light a level away, for a curve is known one way only.
      double above = other.light(channel, samples[channel] + SAME_WITHIN);
      double below = other.light(channel, samples[channel] - SAME_WITHIN);
      double value = Math.min(Math.max(there[channel], 0), 1);
      if (!(value >= below && value <= above)) {
        return true;
      }
    }
    return false;
  }

  private double light(int channel, double sample) {
    return curves.get(channel).toLight(Math.min(Math.max(sample, 0), 1));
  }

  /**
   * The places of a white and of three primaries in the plane of x and y.
   *
   * @param whiteX x of the white, and so on
   */
  public record Chromaticities(
      double whiteX,
      double whiteY,
      double redX,
      double redY,
      double greenX,
      double greenY,
      double blueX,
      double blueY) {
    /** Of ITU-R BT.709 and sRGB. */
    public static final Chromaticities BT709 =
        new Chromaticities(0.3127, 0.3290, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060);

    /** Of Display P3. */
    public static final Chromaticities P3 =
        new Chromaticities(0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);

    /** Of ITU-R BT.2020. */
    public static final Chromaticities BT2020 =
        new Chromaticities(0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046);

    /** The white as XYZ of luminance 1. */
    double[] white() {
      return new double[] {whiteX / whiteY, 1, (1 - whiteX - whiteY) / whiteY};
    }

    /** The primaries as columns, of any luminance. */
    Matrix primaries() {
      double[] rows = {redX, greenX, blueX, redY, greenY, blueY, 0, 0, 0};
      for (int light = 0; light < 3; light++) {
        rows[6 + light] = 1 - rows[light] - rows[3 + light];
      }
      return new Matrix(rows);
    }
  }
}
