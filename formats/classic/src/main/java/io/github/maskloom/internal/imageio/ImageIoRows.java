package io.github.maskloom.internal.imageio;

import io.github.maskloom.raster.WindowSource;

/** Rows of an image that a decoder of ImageIO reads, in the stored order. */
public interface ImageIoRows extends WindowSource {
  /** How they are read. */
  ReadPlan plan();
}
