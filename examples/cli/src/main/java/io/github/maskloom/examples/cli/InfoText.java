package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WorkPlan;
import java.io.PrintStream;

/** What an image is, or how a mask would be composited over it, for people. */
final class InfoText {
  private InfoText() {}

  /** Prints a line for each thing there is to say. */
  static void print(ImageInfo info, PrintStream out) {
    ImageGeometry geometry = info.geometry();
    line(out, "format", info.format() + " (" + info.mediaType() + ")");
    line(out, "size", ReportText.size(geometry.width(), geometry.height()) + " pixels");
    line(out, "samples", samples(geometry));
    if (info.orientation() != 1) {
      line(out, "orientation", info.orientation() + ", turned upright when read");
    }
    if (info.frames() > 1) {
      line(out, "pictures", info.frames() + ", of which the first is read");
    }
    printMetadata(info.metadata(), out);
    line(out, "rows", access(info));
    line(out, "heap", ReportText.bytes(info.heapBytes()));
    if (info.spoolBytes() > 0) {
      line(out, "temp file", ReportText.bytes(info.spoolBytes()));
    }
  }

  private static void printMetadata(ImageMetadata metadata, PrintStream out) {
    metadata
        .iccProfile()
        .ifPresent(profile -> line(out, "profile", ReportText.bytes(profile.length)));
    metadata.exif().ifPresent(exif -> line(out, "EXIF", ReportText.bytes(exif.length)));
  }

  private static String samples(ImageGeometry geometry) {
    String color = geometry.colorBands() == 1 ? "gray" : "RGB";
    String alpha = geometry.hasAlpha() ? " with alpha" : "";
    return color + alpha + ", " + geometry.depth() + " bits";
  }

  /**
   * How rows are had: as the file is read, from a temporary file, or from an image that is held.
   */
  static String access(ImageInfo info) {
    if (info.streamable()) {
      return "streamed";
    }
    return info.spoolBytes() > 0 ? "spooled" : "held";
  }

  /** Prints the strategy and the sums, then a line for each step. */
  static void print(CompositePlan plan, PrintStream out) {
    WorkPlan work = plan.work();
    String why = plan.whyNotSpliced().map(reason -> ", not spliced: " + reason).orElse("");
    line(out, "strategy", OptionValues.nameOf(plan.strategy()) + why);
    line(out, "heap", ReportText.bytes(work.heapBytes()));
    line(out, "temp file", ReportText.bytes(work.spooledBytes()));
    line(out, "threads", String.valueOf(1 + work.threads()));
    for (WorkPlan.Step step : work.steps()) {
      line(out, "step", of(step));
    }
  }

  private static String of(WorkPlan.Step step) {
    ImageGeometry size = step.geometry();
    StringBuilder text = new StringBuilder(step.name());
    text.append(", ").append(ReportText.size(size.width(), size.height()));
    text.append(", ").append(ReportText.bytes(step.heapBytes()));
    if (step.spooledBytes() > 0) {
      text.append(", temp file ").append(ReportText.bytes(step.spooledBytes()));
    }
    if (step.threads() > 0) {
      text.append(", a thread");
    }
    return text.toString();
  }

  private static void line(PrintStream out, String name, String value) {
    out.println(name + " ".repeat(13 - name.length()) + value);
  }
}
