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

  /** Heap alone. */
  public static Cost heap(long bytes) {
    return new Cost(bytes, 0, 0);
  }

  /** Both together. */
  public Cost plus(Cost other) {
    return new Cost(
        heapBytes + other.heapBytes, spooledBytes + other.spooledBytes, threads + other.threads);
  }

  /** What a call takes, with its steps, for callers. */
  public WorkPlan workPlan(List<WorkPlan.Step> steps) {
    return new WorkPlan(heapBytes, spooledBytes, threads, steps);
  }

  /** What is enough for one after the other. */
  public Cost orThen(Cost other) {
    return new Cost(
        Math.max(heapBytes, other.heapBytes),
        Math.max(spooledBytes, other.spooledBytes),
        Math.max(threads, other.threads));
  }
}
