package io.github.maskloom.examples.cli;

import io.github.maskloom.examples.batch.BatchListener;
import io.github.maskloom.examples.batch.BatchTally;
import io.github.maskloom.examples.batch.ManifestRow;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Says how far a batch has come: on a terminal in a bar, ten times a second at most, elsewhere in a
 * line every ten seconds. What fails is told at once. <b>Threads:</b> one at a time.
 */
final class BatchProgress implements BatchListener, AutoCloseable {
  private static final long BAR_NANOS = 100_000_000;
  private static final long LINE_NANOS = 10_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  /** How much is told. */
  enum Style {
    BAR,
    LINES,
    FAILURES
  }

  private final ProgressBar bar;
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
      ProgressBar bar, PrintStream err, Style style, OptionalLong total, LongSupplier nanoTime) {
    this.bar = bar;
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
    boolean bar = !quiet && System.console() != null;
    Style style = bar ? Style.BAR : Style.LINES;
    return new BatchProgress(
        bar ? ProgressBar.onTerminal() : ProgressBar.hidden(),
        err,
        quiet ? Style.FAILURES : style,
        total,
        System::nanoTime);
  }

  @Override
  public void onSkipped() {
    skipped++;
    tell();
  }

  @Override
  public void onRow(ManifestRow row) {
    worked++;
    row.failure()
        .ifPresent(
            failure -> {
              failed++;
              bar.close();
              err.println("maskloom: line " + row.line() + ": " + inWords(failure));
            });
    tell();
  }

  /** Without the kind of the failure, which is for programs. */
  private static String inWords(String failure) {
    return failure.replaceFirst("^\\w+(Exception|Error): ", "");
  }

  private void tell() {
    long now = nanoTime.getAsLong();
    if (style == Style.BAR && now - toldNanos >= BAR_NANOS) {
      toldNanos = now;
      bar.say((total.isPresent() ? ProgressBar.cells(share()) : "") + text(now));
    } else if (style == Style.LINES && now - toldNanos >= LINE_NANOS) {
      toldNanos = now;
      err.println("maskloom: " + text(now));
    }
  }

  private double share() {
    return total.getAsLong() == 0
        ? 1
        : Math.min(1, (double) (skipped + worked) / total.getAsLong());
  }

  private String text(long now) {
    StringBuilder text = new StringBuilder();
    if (total.isPresent()) {
      text.append((int) (100 * share())).append(" %, ");
    }
    text.append(skipped + worked);
    total.ifPresent(count -> text.append(" of ").append(count));
    double perSecond = worked / (Math.max(1, now - startNanos) / NANOS_PER_SECOND);
    text.append(", ").append(rate(perSecond));
    if (total.isPresent() && worked > 0) {
      long left = Math.max(0, total.getAsLong() - skipped - worked);
      text.append(", ").append(duration((long) Math.ceil(left / perSecond))).append(" left");
    }
    return text + (failed > 0 ? ", " + failed + " failed" : "");
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%.0f", perSecond) + " a second";
  }

  /** Hours, minutes and seconds, without the larger of them that are 0. */
  private static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min " + seconds % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /**
   * Says how it ended: that it was stopped, or where it may be told what was done.
   *
   * @param out takes the summary
   */
  void finish(BatchTally tally, Optional<PrintStream> out) {
    bar.close();
    long nanos = nanoTime.getAsLong() - startNanos;
    if (tally.stopped()) {
      err.println("maskloom: stopped; run it again to go on");
    }
    double perSecond = (tally.done() + tally.failed()) / (Math.max(1, nanos) / NANOS_PER_SECOND);
    String summary =
        tally.done()
            + " done, "
            + tally.skipped()
            + " done before, "
            + tally.failed()
            + " failed, in "
            + duration(Math.round(nanos / NANOS_PER_SECOND))
            + ", "
            + rate(perSecond);
    out.ifPresent(stream -> stream.println(summary));
  }

  /** Wipes the bar. */
  @Override
  public void close() {
    bar.close();
  }
}
