package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.RestoreReport;
import io.github.maskloom.RestoreReport.UnpaintedChanges;
import io.github.maskloom.Strategy;
import io.github.maskloom.raster.ImageGeometry;
import java.io.PrintStream;
import java.time.Duration;

/** A report for people. */
final class ReportText {
  private ReportText() {}

  /** Prints what was written and what was painted, in two lines. */
  static void print(OutputImage written, CompositeReport report, PrintStream out) {
    out.println(
        written(
                written,
                report.geometry(),
                report.outputBytes(),
                report.elapsed(),
                report.strategy())
            + lost(report.missingRows(), report.profileDropped()));
    out.println(painted(report.mask()));
  }

  /** Prints what was written, what was painted and what the model had changed beside that. */
  static void print(OutputImage written, RestoreReport report, PrintStream out) {
    out.println(
        written(
                written,
                report.geometry(),
                report.outputBytes(),
                report.elapsed(),
                report.strategy())
            + lost(report.missingRows(), report.profileDropped()));
    out.println(painted(report.mask()));
    out.println(
        "the replacement was "
            + size(report.replacement().width(), report.replacement().height())
            + report.unpainted().map(changes -> "; " + changed(changes)).orElse(""));
  }

  private static String written(
      OutputImage file, ImageGeometry geometry, long bytes, Duration elapsed, Strategy strategy) {
    return file
        + ": "
        + size(geometry.width(), geometry.height())
        + ", "
        + bytes(bytes)
        + ", in "
        + elapsed.toMillis()
        + " ms ("
        + OptionValues.nameOf(strategy)
        + ")";
  }

  /** What the image lacks, in words behind a line; empty if it lacks nothing. */
  static String lost(int missingRows, boolean profileDropped) {
    String rows = missingRows == 1 ? "1 row is" : missingRows + " rows are";
    return (missingRows > 0 ? "; " + rows + " missing, as the file is damaged" : "")
        + (profileDropped
            ? "; without the colour profile, which is not one for these samples"
            : "");
  }

  /** What a model had changed beside what was painted. */
  static String changed(UnpaintedChanges changes) {
    return "where nothing is painted it had changed "
        + share(changes.changedShare())
        + " of the pixels, "
        + share(changes.visiblyChangedShare())
        + " visibly, by "
        + rounded(changes.meanDifference(), 10)
        + " of 255 on average and up to "
        + Math.round(changes.largestDifference())
        + ": all undone";
  }

  /** What was painted: share, box and opacity. */
  static String painted(MaskStatistics mask) {
    if (mask.paintedPixels() == 0) {
      return "nothing is painted: the image shows the photo unchanged";
    }
    return mask.paintedPixels()
        + " pixels ("
        + share(mask.coverage())
        + ") painted, "
        + box(mask.boundingBox())
        + ", alpha mostly "
        + mask.dominantAlpha();
  }

  static String size(int width, int height) {
    return width + "x" + height;
  }

  static String box(BoundingBox box) {
    return size(box.width(), box.height()) + " at (" + box.x() + ", " + box.y() + ")";
  }

  static String share(double coverage) {
    return rounded(100 * coverage, 100) + " %";
  }

  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000 ? rounded(bytes / 1e3, 10) + " kB" : rounded(bytes / 1e6, 10) + " MB";
  }

  // String.format would load regular expressions, for two numbers.
  private static double rounded(double number, int parts) {
    return (double) Math.round(number * parts) / parts;
  }
}
