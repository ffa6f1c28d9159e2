package io.github.maskloom.local.light;

/**
 * The light at a place of a scene, as it changes furniture that was seen in a studio's. Every
 * figure is bounded, so that the furniture stays what it is.
 *
 * @param red what its light is multiplied by, {@value LightMeter#LEAST_GAIN} to {@value
 *     LightMeter#MOST_GAIN} times {@value LightMeter#LEAST_CAST} to {@value LightMeter#MOST_CAST}
 * @param green the same
 * @param blue the same
 * @param contrast what the samples' distance from their middle is multiplied by, {@value
 *     LightMeter#LEAST_CONTRAST} to {@value LightMeter#MOST_CONTRAST}
 * @param black the darkest sample there, 0 to {@value LightMeter#MOST_BLACK} of 1
 * @param saturation what is left of colours, {@value LightMeter#LEAST_SATURATION} to 1
 * @param side how much more light comes from the right than from the left, -{@value
 *     LightMeter#MOST_SIDE} to {@value LightMeter#MOST_SIDE} of it
 * @param fall how shadows fall
 */
public record PlaceLight(
    double red,
    double green,
    double blue,
    double contrast,
    double black,
    double saturation,
    double side,
    Fall fall) {
  /** A studio's light, which changes nothing. */
  public static final PlaceLight NEUTRAL = new PlaceLight(1, 1, 1, 1, 0, 1, 0, Fall.NONE);

  /**
   * How the shadow of something upright lies on the floor of the image, for each pixel of its
   * height.
   *
   * @param right columns, negative to the left
   * @param down rows; 0 if it is not known to come forward
   * @param darkness the share of light that it takes, 0 if nothing is known
   */
  public record Fall(double right, double down, double darkness) {
    /** No shadow falls anywhere that could be told. */
    public static final Fall NONE = new Fall(0, 0, 0);

    private static final double LEAST_FORWARD = 0.3;

    /** Whether light comes from behind, so that the shadow comes forward. */
    public boolean isBacklight() {
      return down > LEAST_FORWARD;
    }
  }
}
