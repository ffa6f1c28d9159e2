package io.github.maskloom.internal.prepare;

import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.raster.ImageGeometry;

/** Width and height in pixels, and how they become others. */
public record ImageSize(int width, int height) {
  private static final int MAX_REDUCED = 8;

  static ImageSize of(ImageGeometry geometry) {
    return new ImageSize(geometry.width(), geometry.height());
  }

  /** Whether both sides are equal. The first {@code equals} of a record links it, for 20 ms. */
  boolean isSameAs(ImageSize other) {
    return width == other.width && height == other.height;
  }

  int longerSide() {
    return Math.max(width, height);
  }

  int shorterSide() {
    return Math.min(width, height);
  }

  long pixels() {
    return (long) width * height;
  }

  /** Both sides times a fraction, cut to whole pixels, at least 1; exact, unlike in floats. */
  ImageSize times(int numerator, int denominator) {
    return new ImageSize(
        times(width, numerator, denominator), times(height, numerator, denominator));
  }

  private static int times(int side, int numerator, int denominator) {
    return (int) Math.max(1, (long) side * numerator / denominator);
  }

  /** This size, or a smaller one of the same shape whose longer side is {@code side}. */
  ImageSize withinSide(int side) {
    return longerSide() <= side ? this : times(side, longerSide());
  }

  /** This size, or the largest of the same shape that has at most so many pixels. */
  ImageSize withinPixels(long pixels) {
    if (pixels() <= pixels) {
      return this;
    }
    double factor = Math.sqrt((double) pixels / pixels());
    long newWidth = Math.max(1, Math.min((long) (width * factor), pixels));
    long newHeight = Math.max(1, Math.min((long) (height * factor), pixels / newWidth));
    return new ImageSize((int) newWidth, (int) newHeight);
  }

  /**
   * By how much an image of this size may be reduced while it is decoded, before it is scaled to
   * another: the most that leaves the scaler so much to do that the result is near to scaling the
   * whole image. A half at three times the size, a quarter at five times, an eighth at nine.
   *
   * @return 1, 2, 4 or 8
   */
  int reductionTo(ImageSize other) {
    int times = Math.min(width / other.width, height / other.height);
    return Integer.highestOneBit(Math.max(1, Math.min(MAX_REDUCED, times - 1)));
  }

  /** Whether size and shape are accepted. */
  boolean meets(UploadLimits limits) {
    return aspectRatio() <= limits.maxAspectRatio()
        && shorterSide() >= limits.minSide()
        && longerSide() <= limits.maxSide()
        && pixels() <= limits.maxPixels();
  }

  private double aspectRatio() {
    return (double) longerSide() / shorterSide();
  }

  /**
   * Refuses what scaling cannot mend.
   *
   * @throws ImageLimitException if the shorter side is too short, the ratio too large, or a size
   *     that must be exact too large
   */
  void check(UploadLimits limits) {
    if (aspectRatio() > limits.maxAspectRatio()) {
      throw ImageLimitException.aspectRatio(width, height, limits.maxAspectRatio());
    }
    if (longerSide() > limits.maxSide()) {
      throw new ImageLimitException("maxSide", longerSide(), limits.maxSide());
    }
    if (pixels() > limits.maxPixels()) {
      throw ImageLimitException.pixels(width, height, limits.maxPixels());
    }
    if (shorterSide() < limits.minSide()) {
      throw new ImageLimitException("minSide", shorterSide(), limits.minSide());
    }
  }
}
