package io.github.maskloom.fusion.local;

/**
 * How light a part of an image is, in what hue, and how much that varies; on the scale 0 to 255.
 *
 * @param red mean
 * @param green mean
 * @param blue mean
 * @param contrast standard deviation of the luma
 */
record Tone(double red, double green, double blue, double contrast) {
  /** The tone of a usual image, which changes nothing. */
  static final Tone NEUTRAL = new Tone(128, 128, 128, 50);

  /** Mean luma, Rec. 601. */
  double light() {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  /** Adds up pixels. */
  static final class Tally {
    private long pixels;
    private long red;
    private long green;
    private long blue;
    private double luma;
    private double lumaSquares;

    void add(int pixelRed, int pixelGreen, int pixelBlue) {
      pixels++;
      red += pixelRed;
      green += pixelGreen;
      blue += pixelBlue;
      double light = 0.299 * pixelRed + 0.587 * pixelGreen + 0.114 * pixelBlue;
      luma += light;
      lumaSquares += light * light;
    }

    /** The tone of all pixels; neutral if there were none. */
    Tone tone() {
      if (pixels == 0) {
        return NEUTRAL;
      }
      double mean = luma / pixels;
      double variance = Math.max(0, lumaSquares / pixels - mean * mean);
      return new Tone(
          (double) red / pixels,
          (double) green / pixels,
          (double) blue / pixels,
          Math.sqrt(variance));
    }
  }
}
