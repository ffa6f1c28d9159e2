package io.github.maskloom.raster;

/** What the last band of a pixel means. */
public enum AlphaType {
  /** There is no alpha band; every pixel is opaque. */
  NONE,
  /** Colour samples are independent of alpha, as PNG stores them. */
  STRAIGHT,
  /** Colour samples are already multiplied by alpha. */
  PREMULTIPLIED
}
