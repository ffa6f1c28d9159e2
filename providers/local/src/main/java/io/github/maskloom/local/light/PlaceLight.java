package io.github.maskloom.local.light;

/**
 * The light at a place of a scene, as it changes furniture that was seen in a studio's. Every
 * figure is bounded, so that the furniture stays what it is.
 *
 * @param red what red light is multiplied by, {@value LightMeter#MIN_GAIN} to {@value
 *     LightMeter#MAX_GAIN} times {@value LightMeter#MIN_CAST} to {@value LightMeter#MAX_CAST}
 * @param green what green light is multiplied by, within the same bounds
 * @param blue what blue light is multiplied by, within the same bounds
 * @param contrast what the samples' distance from their middle is multiplied by, {@value
 *     LightMeter#MIN_CONTRAST} to {@value LightMeter#MAX_CONTRAST}
 * @param black the darkest sample there, 0 to {@value LightMeter#MAX_BLACK} of 1
 * @param saturation what is left of colors, {@value LightMeter#MIN_SATURATION} to 1
 * @param side the share of light that is added at the right end and taken away at the left one,
 *     -{@value LightMeter#MAX_SIDE} to {@value LightMeter#MAX_SIDE}
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
  /**
   * How the shadow of something upright lies on the floor of the image, for each pixel of its
   * height.
   *
   * @param right columns that the shadow's end lies to the right, negative to the left
   * @param down rows that the shadow's end lies below the foot
   */
  public record Fall(double right, double down) {
    /** No shadow falls anywhere that could be found. */
    public static final Fall NONE = new Fall(0, 0);

    private static final double MIN_FORWARD = 0.3;

    /** {@return whether light comes from behind, so that {@link #down} is above 0.3} */
    public boolean isBacklight() {
      return down > MIN_FORWARD;
    }
  }

  /**
   * Shows furniture in the light of a place. Colors are multiplied as light, not as samples, so
   * that dusk looks like dusk.
   *
   * @param light the light of the place
   * @param middle mean of the furniture's samples, 0 to 1, about which contrast changes
   * @param width how many pixels a row has, over which the light goes from left to right
   */
  public record Relight(PlaceLight light, double middle, int width) {
    private static final double GAMMA = 2.2;
    private static final int STEPS = 1 << 16;
    private static final float[] TO_LIGHT = new float[256];
    private static final byte[] TO_SAMPLE = new byte[STEPS + 1];

    static {
      for (int i = 0; i < 256; i++) {
        TO_LIGHT[i] = (float) Math.pow(i / 255.0, GAMMA);
      }
      for (int i = 0; i <= STEPS; i++) {
        TO_SAMPLE[i] = (byte) Math.round(255 * Math.pow((double) i / STEPS, 1 / GAMMA));
      }
    }

    /**
     * Lights the colors of a row, but for pixels that are fully transparent.
     *
     * @param rgba the row from index 0 on, 8 bits a sample; changed in place
     * @param more what the row's light is multiplied by beside that; 1 changes nothing
     */
    public void apply(byte[] rgba, double more) {
      for (int x = 0; x < width; x++) {
        if (rgba[x * 4 + 3] != 0) {
          double side = 1 + light.side() * (2.0 * x / width - 1);
          apply(rgba, x * 4, side * more);
        }
      }
    }

    private void apply(byte[] rgba, int at, double more) {
      double red = contrasted(rgba[at] & 0xFF);
      double green = contrasted(rgba[at + 1] & 0xFF);
      double blue = contrasted(rgba[at + 2] & 0xFF);
      double gray = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      rgba[at] = sample(mixed(gray, red) * light.red() * more);
      rgba[at + 1] = sample(mixed(gray, green) * light.green() * more);
      rgba[at + 2] = sample(mixed(gray, blue) * light.blue() * more);
    }

    private double contrasted(int sample) {
      double moved = 255 * middle + (sample - 255 * middle) * light.contrast();
      return TO_LIGHT[(int) Math.max(0, Math.min(255, Math.round(moved)))];
    }

    private double mixed(double gray, double color) {
      return gray + (color - gray) * light.saturation();
    }

    private byte sample(double shone) {
      double bright = shone <= 0.8 ? shone : 0.8 + 0.2 * (1 - Math.exp((0.8 - shone) / 0.2));
      int sample = TO_SAMPLE[(int) (STEPS * Math.max(0, Math.min(1, bright)))] & 0xFF;
      return (byte) Math.round(255 * light.black() + sample * (1 - light.black()));
    }
  }
}
