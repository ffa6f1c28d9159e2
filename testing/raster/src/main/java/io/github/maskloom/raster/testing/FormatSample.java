package io.github.maskloom.raster.testing;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.raster.ImageGeometry;
import java.util.Arrays;

/** A small encoded image, and what is in it. */
public final class FormatSample {
  private final String name;
  private final byte[] file;
  private final ImageGeometry geometry;
  private final int[] samples;

  /**
   * Makes a sample. A kilobyte or less is best, since the file is cut at every byte.
   *
   * @param name what a failure calls the sample
   * @param file the whole file; copied
   * @param geometry of the rows as the file stores them, before any rotation
   * @param samples all samples row by row, those of a pixel side by side, 0 to 255 or 65535 by the
   *     depth; copied
   */
  public FormatSample(String name, byte[] file, ImageGeometry geometry, int... samples) {
    this.name = name;
    this.file = file.clone();
    this.geometry = geometry;
    this.samples = samples.clone();
  }

  byte[] file() {
    return file.clone();
  }

  byte[] head() {
    return Arrays.copyOf(file, Math.min(file.length, ImageFormat.HEAD_BYTES));
  }

  byte[] cut(int bytes) {
    return Arrays.copyOf(file, bytes);
  }

  byte[] flipped(int bit) {
    byte[] damaged = file.clone();
    damaged[bit / 8] ^= (byte) (1 << bit % 8);
    return damaged;
  }

  int length() {
    return file.length;
  }

  ImageGeometry geometry() {
    return geometry;
  }

  int[] samples() {
    return samples.clone();
  }

  @Override
  public String toString() {
    return name;
  }
}
