package io.github.maskloom.http.model;

/**
 * The sizes that may be asked for in pixels.
 *
 * @param multiple of which both sides are
 * @param maxSide the longer side at most
 * @param maxRatio the longer side over the shorter, at most
 * @param minPixels width times height at least
 * @param maxPixels width times height at most
 */
public record PixelSizes(
    int multiple, int maxSide, double maxRatio, long minPixels, long maxPixels) {
  /** Every size. */
  public static final PixelSizes ANY = of(1, Long.MAX_VALUE, Double.POSITIVE_INFINITY);

  /**
   * Checks that sizes exist that fit.
   *
   * @param multiple at least 1
   * @param maxSide at least the multiple
   * @param maxRatio at least 1
   * @param minPixels at least 1
   * @param maxPixels at least the fewest
   * @throws IllegalArgumentException if a number is smaller than that
   */
  public PixelSizes {
    boolean some = multiple >= 1 && maxSide >= multiple && minPixels <= maxPixels;
    if (!some || !(maxRatio >= 1) || minPixels < 1) {
      throw new IllegalArgumentException("no size fits");
    }
  }

  /**
   * {@return sizes of any sides}
   *
   * @param minPixels width times height at least
   * @param maxPixels width times height at most
   * @param maxRatio the longer side over the shorter, at most
   * @throws IllegalArgumentException if no size fits
   */
  public static PixelSizes of(long minPixels, long maxPixels, double maxRatio) {
    return new PixelSizes(1, Integer.MAX_VALUE, maxRatio, minPixels, maxPixels);
  }

  /**
   * Says whether a size meets all five rules.
   *
   * @param width in pixels, above 0
   * @param height in pixels, above 0
   * @return true if the size may be asked for
   */
  public boolean has(int width, int height) {
    long pixels = (long) width * height;
    int longer = Math.max(width, height);
    return width % multiple == 0
        && height % multiple == 0
        && longer <= maxSide
        && longer <= maxRatio * Math.min(width, height)
        && pixels >= minPixels
        && pixels <= maxPixels;
  }
}
