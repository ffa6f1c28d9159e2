package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.padEnd;

import io.github.maskloom.image.WorkListener;
import java.io.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Draws on one line of a terminal how far the work has come, ten times a second at most, and wipes
 * the line at the end. Where there is no terminal it draws nothing.
 */
final class ProgressLine implements WorkListener, AutoCloseable {
  static final double NANOS_PER_SECOND = 1e9;

  /** What a narrow terminal has; a longer line would go on in the next, which is never wiped. */
  private static final int MAX_COLUMNS = 39;

  private static final long PAUSE_NANOS = 100_000_000;

  private final PrintWriter terminal;
  private final String rowsOf;
  private final LongSupplier nanoTime;
  private String stage = "";
  private long stageNanos;
  private long drawnNanos;
  private int drawnColumns;

  /**
   * A line that is not drawn yet.
   *
   * @param rowsOf which of several images has the rows, with a comma; empty of one
   */
  ProgressLine(Writer terminal, String rowsOf, LongSupplier nanoTime) {
    this.terminal = new PrintWriter(terminal);
    this.rowsOf = rowsOf;
    this.nanoTime = nanoTime;
    stageNanos = nanoTime.getAsLong();
    drawnNanos = stageNanos;
  }

  /**
   * A line on the process's terminal. It is drawn there and not on stderr, so that it never gets
   * into a log that stderr is sent to.
   *
   * @param hidden whether nobody sees it
   * @param rowsOf which of several images has the rows, with a comma; empty of one
   */
  @SuppressWarnings("SystemConsoleNull") // Main has chosen the console that is null off a terminal.
  static ProgressLine onTerminal(boolean hidden, String rowsOf) {
    Console console = hidden ? null : System.console();
    return new ProgressLine(
        console == null ? Writer.nullWriter() : console.writer(), rowsOf, System::nanoTime);
  }

  @Override
  public void onRows(long rowsDone, long rowsTotal) {
    OptionalDouble share = OptionalDouble.of((double) rowsDone / rowsTotal);
    show("", share, rowsOf + "row " + rowsDone + " of " + rowsTotal);
  }

  /**
   * Shows what is done at the moment: at once where a stage begins, else ten times a second.
   *
   * @param now the stage, by any name
   * @param share how much of it is done; empty where nobody can know
   * @param text what of it is done, of how much
   */
  void show(String now, OptionalDouble share, String text) {
    long nanos = nanoTime.getAsLong();
    if (!now.equals(stage)) {
      stage = now;
      stageNanos = nanos;
    } else if (nanos - drawnNanos < PAUSE_NANOS) {
      return;
    }
    drawnNanos = nanos;
    String left = share.isPresent() ? left(share.getAsDouble(), nanos - stageNanos) : "";
    draw(share, left + text);
  }

  /** The time that the rest of a stage takes if it goes on so; empty in the first second. */
  private static String left(double share, long nanos) {
    double seconds = nanos / NANOS_PER_SECOND * (1 - share) / share;
    boolean isKnown = nanos >= NANOS_PER_SECOND && share > 0 && share < 1;
    return isKnown ? duration((long) Math.ceil(seconds)) + " left, " : "";
  }

  /** Hours, minutes and seconds, without the larger of them that are 0. */
  static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min " + seconds % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /**
   * Draws a line at once.
   *
   * @param text its parts with commas between; the last ones are left out where they do not fit
   */
  void draw(OptionalDouble share, String text) {
    String line = share.isPresent() ? (int) (100 * share.getAsDouble()) + " %, " + text : text;
    while (line.length() > MAX_COLUMNS) {
      int comma = line.lastIndexOf(", ");
      line = line.substring(0, comma < 0 ? MAX_COLUMNS : comma);
    }
    terminal.print("\r" + padEnd(line, drawnColumns, ' '));
    terminal.flush();
    drawnColumns = line.length();
  }

  /** Wipes the line. */
  @Override
  public void close() {
    if (drawnColumns > 0) {
      terminal.print("\r" + " ".repeat(drawnColumns) + "\r");
      terminal.flush();
      drawnColumns = 0;
    }
  }
}
