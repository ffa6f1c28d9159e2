package io.github.maskloom.internal.tiff;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Decodes regions of the image of a TIFF file. */
@FunctionalInterface
interface TiffRegions {
  /**
   * Decodes a region.
   *
   * @throws io.github.maskloom.errors.ImageFormatException if codes are broken or end early
   */
  BufferedImage read(Rectangle region) throws IOException;
}
