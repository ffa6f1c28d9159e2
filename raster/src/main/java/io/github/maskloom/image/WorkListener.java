package io.github.maskloom.image;

import java.time.Duration;
import java.util.Optional;

/**
 * Hears of composites, restorations, preparations and written rows, for progress bars and metrics.
 * See {@link WorkOptions#withListener}. Calls run side by side, so it must be quick and safe for
 * several threads.
 */
public interface WorkListener {
  /** A listener that does nothing. */
  WorkListener NONE = new WorkListener() {};

  /**
   * A window of the result's rows goes to the encoder. Heard window by window, on the thread that
   * makes them. What this throws ends the work and reaches the caller.
   *
   * @param rowsDone rows finished, from 1 to {@code rowsTotal}
   * @param rowsTotal rows of the output
   */
  default void onRows(long rowsDone, long rowsTotal) {}

  /**
   * A call has ended, in whatever way. Heard once for each call that began, on the thread that
   * called, or on the executor's thread that worked for it. By then the target is committed or
   * left, and the memory is given back. What this throws is logged, and changes nothing.
   *
   * @param record may be kept
   */
  default void onFinished(WorkRecord record) {}

  /**
   * What became of one call. It holds nothing of what images show, and no name of a file.
   *
   * @param kind what was called
   * @param outcome how it ended
   * @param error the simple name of the class of what was thrown, such as {@code
   *     ImageLimitException}; empty if the call is done
   * @param strategy how the result was made, or was to be made; empty if the call ended before it
   *     was planned
   * @param width columns of the photo or image, upright unless its rows were taken as stored; 0 if
   *     the call ended before it was planned
   * @param height rows of the same
   * @param output what was written; {@link Output#NONE} unless it is there
   * @param reservedBytes heap that was reserved from the budget; 0 if the call ended before
   * @param duration how long the call took, with the time that it waited for memory
   */
  record WorkRecord(
      Kind kind,
      Outcome outcome,
      Optional<String> error,
      Optional<Strategy> strategy,
      int width,
      int height,
      Output output,
      long reservedBytes,
      Duration duration) {

    /**
     * The result of a call.
     *
     * @param width columns
     * @param height rows
     * @param bytes encoded; 0 if it went out as rows
     */
    public record Output(int width, int height, long bytes) {
      /** There is no result. */
      public static final Output NONE = new Output(0, 0, 0);
    }

    /** Which kind of call a record is of. */
    public enum Kind {
      /** A mask was painted over a photo. The result may be prepared in the same pass. */
      COMPOSITE,
      /** The painted part of a model's answer was put into a photo. */
      RESTORE,
      /** An image was made ready to be sent. */
      PREPARE,
      /** Rows were written as an image. */
      WRITE
    }

    /** How a call ended. */
    public enum Outcome {
      /** The result is there. */
      DONE,
      /** An image or an argument cannot be used, or passes a limit or the budget. */
      REFUSED,
      /** A source, a target or something else failed. */
      FAILED,
      /** It was cancelled or interrupted, or its time was over. */
      CANCELLED
    }
  }
}
