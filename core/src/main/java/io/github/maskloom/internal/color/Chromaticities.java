package io.github.maskloom.internal.color;

/**
 * The places of a white and of three primaries in the plane of x and y.
 *
 * @param whiteX x of the white
 * @param whiteY y of the white
 * @param x of red, green and blue
 * @param y of red, green and blue
 */
public record Chromaticities(double whiteX, double whiteY, Triple x, Triple y) {
  private static final double D65_X = 0.3127;
  private static final double D65_Y = 0.3290;

  /** Of ITU-R BT.709 and sRGB. */
  public static final Chromaticities BT709 =
      new Chromaticities(
          D65_X, D65_Y, new Triple(0.640, 0.300, 0.150), new Triple(0.330, 0.600, 0.060));

  /** Of Display P3. */
  public static final Chromaticities P3 =
      new Chromaticities(
          D65_X, D65_Y, new Triple(0.680, 0.265, 0.150), new Triple(0.320, 0.690, 0.060));

  /** Of ITU-R BT.2020. */
  public static final Chromaticities BT2020 =
      new Chromaticities(
          D65_X, D65_Y, new Triple(0.708, 0.170, 0.131), new Triple(0.292, 0.797, 0.046));

  /** A number for each channel. */
  public record Triple(double red, double green, double blue) {}

  /** The white as XYZ of luminance 1. */
  double[] white() {
    return new double[] {whiteX / whiteY, 1, (1 - whiteX - whiteY) / whiteY};
  }

  /** The primaries as columns, of any luminance. */
  Matrix primaries() {
    return Matrix.ofRows(
        x.red,
        x.green,
        x.blue, //
        y.red,
        y.green,
        y.blue, //
        1 - x.red - y.red,
        1 - x.green - y.green,
        1 - x.blue - y.blue);
  }
}
