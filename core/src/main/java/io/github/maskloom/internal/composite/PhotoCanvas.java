package io.github.maskloom.internal.composite;

import io.github.maskloom.raster.ImageGeometry;

/** The shape of a result. */
final class PhotoCanvas {
  private PhotoCanvas() {}

  /** A grey photo takes on colour if the paint may have some. */
  static ImageGeometry of(ImageGeometry photo, boolean paintMayBeColored) {
    return photo.colorBands() == 1 && paintMayBeColored
        ? photo.withSamples(photo.bands() + 2, photo.depth())
        : photo;
  }
}
