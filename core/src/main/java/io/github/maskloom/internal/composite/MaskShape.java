package io.github.maskloom.internal.composite;

import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.errors.SizeMismatchException.Reason;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.raster.ImageGeometry;

/**
 * Whether a mask fits a photo.
 *
 * @param fit what fits
 * @param photo as it is seen
 * @param turned whether the photo is stored with its sides exchanged
 */
record MaskShape(MaskFit fit, ImageGeometry photo, boolean turned) {
  /**
   * Refuses a mask that does not fit.
   *
   * @throws SizeMismatchException if it does not
   */
  void check(ImageGeometry mask) {
    boolean exact = isExact(mask, photo);
    if (fit == MaskFit.STRETCH || exact) {
      return;
    }
    if (!isAlike(mask, photo)) {
      ImageGeometry stored = photo.withSize(photo.height(), photo.width());
      throw refusal(turned && isAlike(mask, stored) ? Reason.ORIENTATION : Reason.SHAPE, mask);
    }
    if (fit == MaskFit.EXACT) {
      throw refusal(Reason.SIZE, mask);
    }
  }

  /** Whether an image has the photo's size already. */
  static boolean isExact(ImageGeometry size, ImageGeometry photo) {
    return size.width() == photo.width() && size.height() == photo.height();
  }

  /**
   * Whether one is the other scaled: given the longer sides, the shorter ones differ by no more
   * than a pixel of the smaller image.
   */
  private static boolean isAlike(ImageGeometry mask, ImageGeometry photo) {
    boolean wide = photo.width() >= photo.height();
    long maskLong = wide ? mask.width() : mask.height();
    long maskShort = wide ? mask.height() : mask.width();
    long photoLong = wide ? photo.width() : photo.height();
    long photoShort = wide ? photo.height() : photo.width();
    return Math.abs(maskShort * photoLong - photoShort * maskLong) <= Math.max(maskLong, photoLong);
  }

  private SizeMismatchException refusal(Reason reason, ImageGeometry mask) {
    return new SizeMismatchException(
        reason, mask.width(), mask.height(), photo.width(), photo.height());
  }
}
