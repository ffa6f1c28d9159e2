package io.github.maskloom.image;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Hears of composites, restorations, preparations and written rows when they have ended, for
 * metrics. See {@link WorkOptions#withListener}.
 */
@FunctionalInterface
public interface WorkListener {
  /** A listener that does nothing. */
  WorkListener NONE = record -> {};

  /**
   * A call has ended, in whatever way. Heard once for each call that began, on the thread that
   * called, or on the executor's thread that worked for it. By then the target is committed or
   * left, and the memory is given back. What this throws is logged, and changes nothing. Calls run
   * side by side, so it must be quick and safe for several threads.
   *
   * @param record may be kept
   */
  void onFinished(WorkRecord record);

  /** What became of one call. It holds nothing of what images show, and no name of a file. */
  final class WorkRecord {
    private final Kind kind;
    private final Outcome outcome;
    private final Optional<String> error;
    private final Optional<Strategy> strategy;
    private final int width;
    private final int height;
    private final int outputWidth;
    private final int outputHeight;
    private final long outputBytes;
    private final long reservedBytes;
    private final Duration duration;

    private WorkRecord(Builder built) {
      kind = built.kind;
      outcome = built.outcome;
      error = built.error;
      strategy = built.strategy;
      width = built.width;
      height = built.height;
      outputWidth = built.outputWidth;
      outputHeight = built.outputHeight;
      outputBytes = built.outputBytes;
      reservedBytes = built.reservedBytes;
      duration = built.duration;
    }

    /**
     * {@return a record in the making, for code that reports to a listener, and for tests of
     * listeners}
     *
     * @param kind what was called
     */
    public static Builder builder(Kind kind) {
      return new Builder(kind);
    }

    /** {@return what was called} */
    public Kind kind() {
      return kind;
    }

    /** {@return how it ended} */
    public Outcome outcome() {
      return outcome;
    }

    /**
     * {@return the simple name of the class of what was thrown, such as {@code
     * ImageLimitException}; empty if the call is done}
     */
    public Optional<String> error() {
      return error;
    }

    /**
     * {@return how the result was made, or was to be made; empty if the call ended before it was
     * planned}
     */
    public Optional<Strategy> strategy() {
      return strategy;
    }

    /**
     * {@return columns of the photo or image, upright unless its rows were taken as stored; 0 if
     * the call ended before it was planned}
     */
    public int width() {
      return width;
    }

    /**
     * {@return rows of the photo or image, upright unless its rows were taken as stored; 0 if the
     * call ended before it was planned}
     */
    public int height() {
      return height;
    }

    /** {@return columns of the result; 0 unless it is there} */
    public int outputWidth() {
      return outputWidth;
    }

    /** {@return rows of the result; 0 unless it is there} */
    public int outputHeight() {
      return outputHeight;
    }

    /** {@return encoded bytes of the result; 0 unless it is there, or if it went out as rows} */
    public long outputBytes() {
      return outputBytes;
    }

    /** {@return heap that was reserved from the budget; 0 if the call ended before} */
    public long reservedBytes() {
      return reservedBytes;
    }

    /** {@return how long the call took, with the time that it waited for memory} */
    public Duration duration() {
      return duration;
    }

    /** Says what was called, how it ended, its sizes, its bytes and its time. */
    @Override
    public String toString() {
      return "WorkRecord[%s %s%s, %dx%d to %dx%d, %d bytes, %d reserved, %d ms]"
          .formatted(
              kind,
              outcome,
              error.map(name -> " " + name).orElse(""),
              width,
              height,
              outputWidth,
              outputHeight,
              outputBytes,
              reservedBytes,
              duration.toMillis());
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

    /**
     * A record in the making. Unless {@link #ended} is called, it is of a call that is done. What
     * is not set is zero or empty. Not safe to share between threads.
     */
    public static final class Builder {
      private final Kind kind;
      private Outcome outcome = Outcome.DONE;
      private Optional<String> error = Optional.empty();
      private Optional<Strategy> strategy = Optional.empty();
      private int width;
      private int height;
      private int outputWidth;
      private int outputHeight;
      private long outputBytes;
      private long reservedBytes;
      private Duration duration = Duration.ZERO;

      private Builder(Kind kind) {
        this.kind = kind;
      }

      /**
       * Sets the size of the photo or image, and how the result is made.
       *
       * @param columns of the photo or image, upright unless its rows were taken as stored
       * @param rows of the photo or image, upright unless its rows were taken as stored
       * @param value how the result is made
       * @return this builder
       */
      public Builder planned(int columns, int rows, Strategy value) {
        width = columns;
        height = rows;
        strategy = Optional.of(value);
        return this;
      }

      /**
       * Sets what was reserved from the budget.
       *
       * @param bytes of heap; 0 unless set
       * @return this builder
       */
      public Builder reserved(long bytes) {
        reservedBytes = bytes;
        return this;
      }

      /**
       * Sets the size of the result.
       *
       * @param columns of the result
       * @param rows of the result
       * @param bytes encoded; 0 if it went out as rows
       * @return this builder
       */
      public Builder written(int columns, int rows, long bytes) {
        outputWidth = columns;
        outputHeight = rows;
        outputBytes = bytes;
        return this;
      }

      /**
       * Says why there is no result, and forgets the size of one.
       *
       * @param value how the call ended
       * @param why what was thrown, of which only the class's name is kept
       * @return this builder
       */
      public Builder ended(Outcome value, Throwable why) {
        outcome = value;
        error = Optional.of(why.getClass().getSimpleName());
        return written(0, 0, 0);
      }

      /**
       * Sets how long the call took.
       *
       * @param value with the time that the call waited for memory; zero unless set
       * @return this builder
       */
      public Builder took(Duration value) {
        duration = Objects.requireNonNull(value, "duration");
        return this;
      }

      /** {@return the record as it stands} */
      public WorkRecord build() {
        return new WorkRecord(this);
      }
    }
  }
}
