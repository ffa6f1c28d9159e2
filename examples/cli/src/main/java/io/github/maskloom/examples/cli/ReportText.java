package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import java.io.PrintStream;
import java.nio.file.Path;

/** A report for people. */
final class ReportText {
  private ReportText() {}

  /** Prints what was written and what was painted, in two lines. */
  static void print(Path written, CompositeReport report, PrintStream out) {
    out.println(
        written
            + ": "
            + size(report.geometry().width(), report.geometry().height())
            + ", "
            + bytes(report.outputBytes())
            + ", in "
            + report.elapsed().toMillis()
            + " ms ("
            + OptionValues.nameOf(report.strategy())
            + ")");
    out.println(painted(report));
  }

  /** What was painted: share, box and opacity. */
  static String painted(CompositeReport report) {
    if (report.nothingPainted()) {
      return "nothing is painted: the picture shows the photo unchanged";
    }
    return report.mask().paintedPixels()
        + " pixels ("
        + share(report.mask().coverage())
        + ") painted, "
        + box(report.mask().boundingBox())
        + ", alpha mostly "
        + report.mask().dominantAlpha();
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
