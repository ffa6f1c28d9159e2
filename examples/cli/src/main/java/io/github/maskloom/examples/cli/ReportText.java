package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

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
    return share(report.mask().coverage())
        + " painted, "
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
    return String.format(Locale.ROOT, "%.2f %%", 100 * coverage);
  }

  static String bytes(long bytes) {
    return bytes < 1000
        ? bytes + " bytes"
        : bytes < 1_000_000
            ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
            : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
