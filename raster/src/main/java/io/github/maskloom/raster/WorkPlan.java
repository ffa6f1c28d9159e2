package io.github.maskloom.raster;

import java.util.List;

/**
 * What a call would take, and its steps, known from headers alone.
 *
 * @param heapBytes bytes of live heap at the most: what the work reserves from its budget before it
 *     begins
 * @param spooledBytes bytes of rows in temporary files at the most, beside copies of encoded
 *     sources that open only once
 * @param threads how many beside the calling one
 * @param steps what rows go through: each image from its decoder on, then what joins them, then
 *     what becomes of the result
 */
public record WorkPlan(long heapBytes, long spooledBytes, int threads, List<Step> steps) {
  /**
   * Copies the steps.
   *
   * @param heapBytes bytes of live heap at the most
   * @param spooledBytes bytes in temporary files at the most
   * @param threads how many beside the calling one
   * @param steps in order; copied
   */
  public WorkPlan {
    steps = List.copyOf(steps);
  }

  /**
   * One step of the work.
   *
   * @param name what is done, such as {@code decode PNG}
   * @param geometry the shape of the rows that come out
   * @param heapBytes bytes of live heap that the step takes by itself
   * @param spooledBytes bytes of rows that the step keeps in a temporary file
   * @param threads how many the step starts
   */
  public record Step(
      String name, ImageGeometry geometry, long heapBytes, long spooledBytes, int threads) {}
}
