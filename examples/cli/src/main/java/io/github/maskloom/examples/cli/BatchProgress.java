package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.lenientFormat;

import io.github.maskloom.examples.batch.BatchListener;
import io.github.maskloom.examples.batch.BatchTally;
import io.github.maskloom.examples.batch.ManifestRow;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Says how far a batch has come: on a terminal in one line, ten times a second at most, elsewhere
 * in a line every ten seconds. What fails is told at once. <b>Threads:</b> one at a time.
 */
final class BatchProgress implements BatchListener, AutoCloseable {
  /** How much is told, and how long to be silent between. */
  enum Style {
    TERMINAL(100_000_000),
    LINES(10_000_000_000L),
    FAILURES(Long.MAX_VALUE);

    private final long pauseNanos;

    Style(long pauseNanos) {
      this.pauseNanos = pauseNanos;
    }
  }

  private final ProgressLine line;
  private final PrintStream err;
  private final Style style;
  private final OptionalLong total;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long toldNanos;
  private long skipped;
  private long worked;
  private long failed;

  BatchProgress(
      ProgressLine line, PrintStream err, Style style, OptionalLong total, LongSupplier nanoTime) {
    this.line = line;
    this.err = err;
    this.style = style;
    this.total = total;
    this.nanoTime = nanoTime;
    startNanos = nanoTime.getAsLong();
    toldNanos = startNanos;
  }

  /**
   * What suits this process.
   *
   * @param total the number of jobs, if it is known
   */
  @SuppressWarnings("SystemConsoleNull") // Main has chosen the console that is null off a terminal.
  static BatchProgress of(PrintStream err, OptionalLong total, boolean quiet) {
    Style loud = System.console() == null ? Style.LINES : Style.TERMINAL;
    Style style = quiet ? Style.FAILURES : loud;
    return new BatchProgress(
        ProgressLine.onTerminal(style != Style.TERMINAL, ""), err, style, total, System::nanoTime);
  }

  @Override
  public void onSkipped() {
    skipped++;
    tell();
  }

  @Override
  public void onRow(ManifestRow row) {
    worked++;
    if (row.failure().isPresent()) {
      failed++;
      line.close();
      // The kind of the failure is for programs.
      String failure = row.failure().get().replaceFirst("^\\w+(Exception|Error): ", "");
      err.println("maskloom: line " + row.line() + ": " + failure);
    }
    tell();
  }

  private void tell() {
    long now = nanoTime.getAsLong();
    if (now - toldNanos < style.pauseNanos) {
      return;
    }
    toldNanos = now;
    if (style == Style.TERMINAL) {
      line.draw(share(), text(now));
    } else {
      String percent = share().isPresent() ? (int) (100 * share().getAsDouble()) + " %, " : "";
      err.println("maskloom: " + percent + text(now));
    }
  }

  private OptionalDouble share() {
    if (total.isEmpty()) {
      return OptionalDouble.empty();
    }
    double share = (double) (skipped + worked) / Math.max(1, total.getAsLong());
    return OptionalDouble.of(Math.min(1, share));
  }

  private String text(long now) {
    long done = skipped + worked;
    double perSecond = perSecond(worked, now);
    String text = total.isPresent() ? done + " of " + total.getAsLong() : String.valueOf(done);
    if (total.isPresent() && worked > 0) {
      double left = Math.max(0, total.getAsLong() - done) / perSecond;
      text += ", " + ProgressLine.duration((long) Math.ceil(left)) + " left";
    }
    return text + (failed > 0 ? ", " + failed + " failed, " : ", ") + rate(perSecond);
  }

  private double perSecond(long jobs, long now) {
    return jobs / (Math.max(1, now - startNanos) / ProgressLine.NANOS_PER_SECOND);
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%.0f", perSecond) + " a second";
  }

  /**
   * Says how it ended: that it was stopped, or where it may be told what was done.
   *
   * @param out takes the summary
   */
  void finish(BatchTally tally, PrintStream out) {
    line.close();
    if (tally.stopped()) {
      err.println("maskloom: stopped; run it again to go on");
    }
    long now = nanoTime.getAsLong();
    long seconds = Math.round((now - startNanos) / ProgressLine.NANOS_PER_SECOND);
    String took = ProgressLine.duration(seconds);
    String pace = rate(perSecond(tally.done() + tally.failed(), now));
    out.println(
        lenientFormat(
            "%s done, %s done before, %s failed, in %s, %s",
            tally.done(), tally.skipped(), tally.failed(), took, pace));
  }

  /** Wipes the line. */
  @Override
  public void close() {
    line.close();
  }
}
