package io.github.maskloom.internal.imageio;

import io.github.maskloom.raster.WindowSource;

/** Rows of a picture that a decoder of ImageIO reads, in the stored order. */
public interface ForeignRows extends WindowSource {
  /** How they are read. */
  ReadPlan plan();
}
