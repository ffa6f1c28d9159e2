package io.github.maskloom.examples.cli;

import io.github.maskloom.image.WorkListener;
import java.io.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.LongSupplier;

/**
 * Draws on one line of a terminal how far the work has come, ten times a second at most, and wipes
 * the line at the end. Where there is no terminal it draws nothing.
 */
final class ProgressBar implements WorkListener, AutoCloseable {
  private static final int CELLS = 30;
  private static final long PAUSE_NANOS = 100_000_000;

  private final PrintWriter terminal;
  private final LongSupplier nanoTime;
  private long drawnNanos;
  private int drawnColumns;

  ProgressBar(Writer terminal, LongSupplier nanoTime) {
    this.terminal = new PrintWriter(terminal);
    this.nanoTime = nanoTime;
    drawnNanos = nanoTime.getAsLong();
  }

  /**
   * A bar on the process's terminal. It is drawn there and not on stderr, so that it never gets
   * into a log that stderr is sent to.
   *
   * @param hidden whether nobody sees it
   */
  @SuppressWarnings("SystemConsoleNull") // Main has chosen the console that is null off a terminal.
  static ProgressBar onTerminal(boolean hidden) {
    Console console = hidden ? null : System.console();
    return new ProgressBar(
        console == null ? Writer.nullWriter() : console.writer(), System::nanoTime);
  }

  @Override
  public void onRows(long rowsDone, long rowsTotal) {
    long now = nanoTime.getAsLong();
    if (now - drawnNanos >= PAUSE_NANOS) {
      drawnNanos = now;
      String cells = cells((double) rowsDone / rowsTotal);
      long percent = 100 * rowsDone / rowsTotal;
      print(cells + percent + " %, row " + rowsDone + " of " + rowsTotal);
    }
  }

  /** How far the work has come, as cells of which some are filled, and a blank. */
  static String cells(double share) {
    int filled = (int) (CELLS * share);
    return "[" + "#".repeat(filled) + ".".repeat(CELLS - filled) + "] ";
  }

  /** Shows a line of text in the bar's place, at once. */
  void say(String line) {
    close();
    print(line);
  }

  private void print(String line) {
    drawnColumns = line.length();
    terminal.print("\r" + line);
    terminal.flush();
  }

  /** Wipes the bar. */
  @Override
  public void close() {
    if (drawnColumns > 0) {
      terminal.print("\r" + " ".repeat(drawnColumns) + "\r");
      terminal.flush();
      drawnColumns = 0;
    }
  }
}
