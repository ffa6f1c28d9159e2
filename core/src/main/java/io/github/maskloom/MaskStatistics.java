package io.github.maskloom;

/**
 * What was painted, counted over every pixel of the mask at the photo's size.
 *
 * <p>A pixel is painted if its alpha is above 0. Alphas are on the scale 0 to 255; those of a
 * 16-bit mask are rounded to it, painted ones to at least 1.
 *
 * <p>A JPEG photo may be reduced on its way into an image that is sent. Everything is then counted
 * at that image's size, but given in pixels of the photo. Edges are exact only to a few of these.
 *
 * @param paintedPixels painted pixels
 * @param coverage the share of painted pixels in all pixels, 0 to 1
 * @param boundingBox the smallest rectangle that holds the painted pixels; {@link
 *     BoundingBox#EMPTY} if there are none
 * @param meanAlpha the mean alpha of painted pixels, or 0 if there is none
 * @param dominantAlpha the most common alpha of painted pixels, the lowest of several, or 0 if
 *     there is none. It is the brush's opacity unless most of the paint is a soft edge
 * @param filledPixels pixels of the mask at its own size that no stroke covered but strokes
 *     enclosed. They count as painted. 0 unless {@link io.github.maskloom.image.MaskOptions} ask
 *     for them
 */
public record MaskStatistics(
    long paintedPixels,
    double coverage,
    BoundingBox boundingBox,
    double meanAlpha,
    int dominantAlpha,
    long filledPixels) {

  /**
   * {@return how transparent the brush was, in percent: {@code (255 - dominantAlpha) / 255 * 100};
   * 100 if nothing is painted}
   */
  public double transparencyPercent() {
    return (255 - dominantAlpha) / 255.0 * 100;
  }
}
