package io.github.maskloom.image;

import java.util.Objects;

/**
 * How a call works: with what memory and threads, who may stop it, and who hears of it. Start from
 * {@link #DEFAULT}: {@code WorkOptions.DEFAULT.withCancel(signal)}.
 *
 * @param budget what each call reserves its memory from before it begins
 * @param cancel who may stop the work, asked between windows and whenever encoded bytes are read
 * @param progress who hears of finished rows
 * @param threads how many threads one call may keep busy. A server that runs many at once runs best
 *     with one each
 * @param windowRows rows that a window holds; {@link #AUTOMATIC_ROWS} for as many as fit into 256
 *     KiB. The result is the same whatever the number
 */
public record WorkOptions(
    MemoryBudget budget,
    CancelSignal cancel,
    ProgressListener progress,
    int threads,
    int windowRows) {
  /** As many rows as fit into 256 KiB. */
  public static final int AUTOMATIC_ROWS = 0;

  /** The shared budget, one thread, and nobody who stops or hears of it. */
  public static final WorkOptions DEFAULT =
      new WorkOptions(
          MemoryBudget.shared(), CancelSignal.NEVER, ProgressListener.NONE, 1, AUTOMATIC_ROWS);

  /**
   * Options of a call.
   *
   * @throws IllegalArgumentException if there is no thread, or a negative number of rows
   */
  public WorkOptions {
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(cancel, "cancel");
    Objects.requireNonNull(progress, "progress");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (windowRows < 0) {
      throw new IllegalArgumentException("windowRows must not be negative, but is " + windowRows);
    }
  }

  /** The same with another budget. */
  public WorkOptions withBudget(MemoryBudget value) {
    return new WorkOptions(value, cancel, progress, threads, windowRows);
  }

  /** The same, stopped by this signal alone. */
  public WorkOptions withCancel(CancelSignal value) {
    return new WorkOptions(budget, value, progress, threads, windowRows);
  }

  /** The same with another listener. */
  public WorkOptions withProgress(ProgressListener value) {
    return new WorkOptions(budget, cancel, value, threads, windowRows);
  }

  /** The same with another number of threads. */
  public WorkOptions withThreads(int value) {
    return new WorkOptions(budget, cancel, progress, value, windowRows);
  }

  /**
   * The same with windows of this many rows.
   *
   * @throws IllegalArgumentException unless positive
   */
  public WorkOptions withWindowRows(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("windowRows must be at least 1, not " + value);
    }
    return new WorkOptions(budget, cancel, progress, threads, value);
  }
}
