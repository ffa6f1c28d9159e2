package io.github.maskloom.image;

/**
 * Hears how many rows of a result are finished, window by window, on the thread that makes them.
 * See {@link WorkOptions#withProgress}.
 */
@FunctionalInterface
public interface ProgressListener {
  /** A listener that does nothing. */
  ProgressListener NONE = (rowsDone, rowsTotal) -> {};

  /**
   * Called when a window of output rows goes to the encoder.
   *
   * <p>An exception thrown here ends the work and reaches the caller.
   *
   * @param rowsDone rows finished, from 1 to {@code rowsTotal}
   * @param rowsTotal rows of the output
   */
  void onRows(long rowsDone, long rowsTotal);
}
