package io.github.maskloom;

/**
 * What was painted, counted over every pixel of the mask at the photo's size.
 *
 * <p>A pixel is painted if its alpha is above 0. Alphas are on the scale 0 to 255; those of a
 * 16-bit mask are rounded to it, painted ones to at least 1.
 *
 * @param paintedPixels painted pixels
 * @param coverage their share of all pixels, 0 to 1
 * @param boundingBox the rectangle around them
 * @param meanAlpha the mean alpha of painted pixels; 0 if there is none
 * @param dominantAlpha the most common alpha of painted pixels, the lowest of several; 0 if there
 *     is none. It is the brush's opacity unless most of the paint is a soft edge
 * @param filledPixels pixels that no stroke covered but strokes enclosed, so that they count as
 *     painted, at the mask's own size; 0 unless {@link MaskCompositor.Builder#fillEnclosed} holds
 * @param sampled the same from at most about 1000 samples
 */
public record MaskStatistics(
    long paintedPixels,
    double coverage,
    BoundingBox boundingBox,
    double meanAlpha,
    int dominantAlpha,
    long filledPixels,
    Sampled sampled) {

  /** How transparent the brush was, in percent: {@code (255 - dominantAlpha) / 255 * 100}. */
  public double transparencyPercent() {
    return transparencyPercent(dominantAlpha);
  }

  private static double transparencyPercent(int alpha) {
    return (255 - alpha) / 255.0 * 100;
  }

  /**
   * Figures from every {@code step}-th pixel in row order, as the system this library replaces
   * reported them: {@code step = max(1, pixels / min(1000, pixels))}, samples at 0, step, 2 step
   * and so on.
   *
   * @param step pixels from one sample to the next
   * @param paintedSamples samples with alpha above 0
   * @param dominantAlpha the most common alpha among them, the first seen of several; 0 if there is
   *     none
   * @param meanAlpha their mean alpha; 0 if there is none
   */
  public record Sampled(long step, long paintedSamples, int dominantAlpha, double meanAlpha) {
    /** An estimate of the painted pixels: samples times step. */
    public long paintedPixels() {
      return paintedSamples * step;
    }

    /** {@code (255 - dominantAlpha) / 255 * 100}. */
    public double transparencyPercent() {
      return MaskStatistics.transparencyPercent(dominantAlpha);
    }
  }
}
