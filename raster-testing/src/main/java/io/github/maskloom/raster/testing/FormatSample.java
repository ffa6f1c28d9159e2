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
   * An image. A kilobyte or less is best, since it is cut at every byte.
   *
   * @param name what a failure calls it
   * @param file whole, and copied
   * @param geometry of the rows as the file stores them
   * @param samples row by row, one int for each; copied
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
