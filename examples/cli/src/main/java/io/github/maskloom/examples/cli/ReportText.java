package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.lenientFormat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.Alignment;
import io.github.maskloom.Restored.ColorMatch;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.raster.ImageGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A report for people. */
final class ReportText {
  private static final Optional<String> JPEG = Optional.of("image/jpeg");

  private ReportText() {}

  /**
   * Lines that say what was written and what was painted, and of a restoration what the model had
   * changed beside that.
   *
   * @param within in which part of the photo it was compared, with a comma; empty if in all of it
   */
  static List<String> of(OutputImage written, CompositeReport report, String within) {
    CompositeReport.Kept kept = report.kept();
    ImageGeometry size = report.geometry();
    List<String> lines = new ArrayList<>();
    String image = image(written, size.width(), size.height(), report.bytes().output());
    String how = " (" + OptionValues.nameOf(report.strategy()) + ")";
    String lost = lost(kept.missingRows(), kept.profileDropped());
    lines.add(image + ", in " + report.elapsed().toMillis() + " ms" + how + lost);
    addBeside(kept.metadata(), lines);
    Optional<Restored> restored = report.restored();
    String changeable =
        restored.map(it -> "; " + pixels(it.changeablePixels()) + " may have changed").orElse("");
    lines.add(painted(report.mask()) + changeable);
    restored.ifPresent(answer -> addRestored(answer, within, lines));
    addEncoded(report, lines);
    return lines;
  }

  private static void addRestored(Restored restored, String within, List<String> lines) {
    ImageGeometry size = restored.replacement();
    String changes = restored.unpainted().map(it -> "; " + within + changed(it)).orElse("");
    lines.add("the replacement was " + size(size.width(), size.height()) + changes);
    lines.addAll(corrected(restored));
  }

  /** Says where no pixel is the photo's for certain, whatever was painted. */
  static void addEncoded(CompositeReport report, List<String> lines) {
    if (report.strategy() == Strategy.STREAM && report.mediaType().equals(JPEG)) {
      lines.add(
          "the whole image was encoded as a JPEG: each pixel may differ a little from the photo");
    }
  }

  /** What became of the replacement's place and colors, a line each; nothing if nothing did. */
  static List<String> corrected(Restored restored) {
    List<String> lines = new ArrayList<>();
    restored.alignment().map(ReportText::place).ifPresent(lines::add);
    if (restored.conversion() == ProfileConversion.CONVERTED) {
      lines.add("its colors were brought to the photo's profile");
    } else if (restored.conversion() == ProfileConversion.UNKNOWN) {
      lines.add("warning: a color profile is not one that is converted; colors may be off");
    }
    restored.colorMatch().map(ReportText::matched).ifPresent(lines::add);
    return lines;
  }

  private static String place(Alignment found) {
    return switch (found.outcome()) {
      case IN_LINE -> "it lies in line with the photo, within " + found.moved() + " pixels";
      case CORRECTED ->
          found.putBack()
              ? "it lay " + aside(found) + " where paint is; it was put back"
              : "it lies " + aside(found) + " where paint is; --align puts it back";
      case TOO_FAR -> "it lies " + aside(found) + " where paint is: too far to be put back";
      case AMBIGUOUS -> "where it lies is not sure: a pattern repeats";
      case TOO_LITTLE_TEXTURE -> "where it lies is not sure: too few edges are not painted";
      case NO_AGREEMENT -> "where nothing is painted it shows another picture than the photo";
    };
  }

  private static String aside(Alignment found) {
    return lenientFormat(
        "%s pixels %s, %s %s, %s and %s",
        Math.abs(found.dx()),
        found.dx() < 0 ? "left" : "right",
        Math.abs(found.dy()),
        found.dy() < 0 ? "up" : "down",
        share(Math.abs(found.scaleX() - 1)) + (found.scaleX() < 1 ? " narrower" : " wider"),
        share(Math.abs(found.scaleY() - 1)) + (found.scaleY() < 1 ? " lower" : " higher"));
  }

  private static String matched(ColorMatch match) {
    return switch (match.outcome()) {
      case MATCHED ->
          lenientFormat(
              "its colors were matched around the paint: they were off by %s of 255, now by %s",
              mean(match, ColorMatch.Channel::before), mean(match, ColorMatch.Channel::after));
      case TOO_LITTLE_RING -> "its colors were not matched: there is too little around the paint";
      case NO_AGREEMENT ->
          "its colors were not matched: around the paint it shows something else than the photo";
    };
  }

  private static double mean(ColorMatch match, ToDoubleFunction<ColorMatch.Channel> figure) {
    return rounded(match.channels().stream().mapToDouble(figure).average().orElse(0), 10);
  }

  /** An image in its file. */
  static String image(Object file, int width, int height, long bytes) {
    return file + ": " + size(width, height) + ", " + bytes(bytes);
  }

  /** What became of what stands beside the pixels, a line each; nothing if all of it is there. */
  private static void addBeside(MetadataReport metadata, List<String> lines) {
    if (metadata.frames() > 1) {
      lines.add("the first of " + metadata.frames() + " frames was taken");
    }
    if (metadata.gainMapKept()) {
      lines.add("the gain map is kept: what is painted has no gain");
    }
    metadata.gainMapDropped().ifPresent(why -> lines.add("the gain map is dropped: " + why));
    metadata.dropped().forEach(dropped -> lines.add("dropped " + dropped));
  }

  /** What the image lacks, in words behind a line; empty if it lacks nothing. */
  static String lost(int missingRows, boolean profileDropped) {
    String rows = missingRows == 1 ? "1 row is" : missingRows + " rows are";
    return (missingRows > 0 ? "; " + rows + " missing, as the file is damaged" : "")
        + (profileDropped ? "; without the color profile, which is not one for these samples" : "");
  }

  /** What a model had changed beside what was painted. */
  static String changed(UnpaintedChanges changes) {
    int scale = changes.scale();
    return lenientFormat(
        "where nothing is painted it had changed %s of the %s, %s visibly, by %s of 255 on average"
            + " and up to %s: all undone",
        share(changes.changedShare()),
        scale == 1 ? "pixels" : "blocks of " + size(scale, scale) + " pixels",
        share(changes.visiblyChangedShare()),
        rounded(changes.meanDifference(), 10),
        Math.round(changes.largestDifference()));
  }

  /** What was painted: share, box and opacity. */
  static String painted(MaskStatistics mask) {
    if (mask.paintedPixels() == 0) {
      return "nothing is painted: the image shows the photo";
    }
    String filled = "; strokes enclosed " + pixels(mask.filledPixels()) + " of the mask";
    return lenientFormat(
        "%s (%s) painted, %s, alpha mostly %s%s",
        pixels(mask.paintedPixels()),
        share(mask.coverage()),
        box(mask.boundingBox()),
        mask.dominantAlpha(),
        mask.filledPixels() == 0 ? "" : filled);
  }

  private static String pixels(long count) {
    return count + (count == 1 ? " pixel" : " pixels");
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
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    return bytes < 1_000_000 ? rounded(bytes / 1e3, 10) + " kB" : rounded(bytes / 1e6, 10) + " MB";
  }

  // String.format would load regular expressions, for two numbers.
  private static double rounded(double number, int parts) {
    return (double) Math.round(number * parts) / parts;
  }
}
