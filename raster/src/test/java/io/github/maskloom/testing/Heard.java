package io.github.maskloom.testing;

import io.github.maskloom.image.WorkListener;
import java.util.function.Consumer;

/** Listeners to work that hear of one thing. */
public final class Heard {
  private Heard() {}

  /** What is done about rows. */
  @FunctionalInterface
  public interface Rows {
    /** A window went to the encoder. */
    void onRows(long done, long total);
  }

  /** Hears of rows alone. */
  public static WorkListener rows(Rows rows) {
    return new WorkListener() {
      @Override
      public void onRows(long done, long total) {
        rows.onRows(done, total);
      }
    };
  }

  /** Hears of the ends of calls alone. */
  public static WorkListener ends(Consumer<WorkListener.WorkRecord> ends) {
    return new WorkListener() {
      @Override
      public void onFinished(WorkRecord record) {
        ends.accept(record);
      }
    };
  }
}
