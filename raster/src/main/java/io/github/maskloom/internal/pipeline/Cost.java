package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.WorkPlan;
import java.util.List;

/**
 * What a step of a pipeline takes.
 *
 * @param heapBytes live heap at the most
 * @param spooledBytes bytes of rows in temporary files
 * @param threads threads beside the calling one
 */
public record Cost(long heapBytes, long spooledBytes, int threads) {
  /** Nothing. */
  public static final Cost NONE = new Cost(0, 0, 0);

  /**
   * {@return heap alone}
   *
   * @param bytes at the most
   */
  public static Cost heap(long bytes) {
    return new Cost(bytes, 0, 0);
  }

  /**
   * {@return what this and another one take together}
   *
   * @param other work at the same time
   */
  public Cost plus(Cost other) {
    return new Cost(
        heapBytes + other.heapBytes, spooledBytes + other.spooledBytes, threads + other.threads);
  }

  /**
   * {@return what a call takes, with its steps, for callers}
   *
   * @param steps whose costs add up to this one
   */
  public WorkPlan workPlan(List<WorkPlan.Step> steps) {
    return new WorkPlan(heapBytes, spooledBytes, threads, steps);
  }

  /**
   * {@return what is enough for this, and for another one after it}
   *
   * @param other work that begins when this has ended
   */
  public Cost orThen(Cost other) {
    return new Cost(
        Math.max(heapBytes, other.heapBytes),
        Math.max(spooledBytes, other.spooledBytes),
        Math.max(threads, other.threads));
  }
}
