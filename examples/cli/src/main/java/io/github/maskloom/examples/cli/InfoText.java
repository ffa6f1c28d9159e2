package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.lenientFormat;
import static com.google.common.base.Strings.padEnd;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WorkPlan;
import java.util.ArrayList;
import java.util.List;

/** What an image is, or how a mask would be composited over it, a line for each thing to say. */
final class InfoText {
  private final List<String> lines = new ArrayList<>();

  private InfoText() {}

  static List<String> of(ImageInfo info) {
    InfoText text = new InfoText();
    ImageGeometry size = info.geometry();
    String color = size.colorBands() == 1 ? "gray" : "RGB";
    String alpha = size.hasAlpha() ? " with alpha" : "";
    text.add("format", "%s (%s)", info.format(), info.mediaType());
    text.add("size", "%s pixels", ReportText.size(size.width(), size.height()));
    text.add("samples", "%s, %s bits", color + alpha, size.depth());
    if (info.orientation() != 1) {
      text.add("orientation", "%s, turned upright when read", info.orientation());
    }
    if (info.frames() > 1) {
      text.add("pictures", "%s, of which the first is read", info.frames());
    }
    info.metadata().iccProfile().ifPresent(profile -> text.addBytes("profile", profile.length));
    info.metadata().exif().ifPresent(exif -> text.addBytes("EXIF", exif.length));
    text.add("rows", access(info));
    text.addBytes("heap", info.heapBytes());
    if (info.spoolBytes() > 0) {
      text.addBytes("temp file", info.spoolBytes());
    }
    return text.lines;
  }

  /**
   * How rows are had: as the file is read, from a temporary file, or from an image that is held.
   */
  static String access(ImageInfo info) {
    String kept = info.spoolBytes() > 0 ? "spooled" : "held";
    return info.streamable() ? "streamed" : kept;
  }

  /** The strategy and the sums, then each step. */
  static List<String> of(CompositePlan plan) {
    InfoText text = new InfoText();
    WorkPlan work = plan.work();
    String why = plan.whyNotSpliced().map(reason -> ", not spliced: " + reason).orElse("");
    text.add("strategy", "%s", OptionValues.nameOf(plan.strategy()) + why);
    text.addBytes("heap", work.heapBytes());
    text.addBytes("temp file", work.spooledBytes());
    text.add("threads", "%s", 1 + work.threads());
    for (WorkPlan.Step step : work.steps()) {
      String size = ReportText.size(step.geometry().width(), step.geometry().height());
      String heap = ReportText.bytes(step.heapBytes());
      String file = ", temp file " + ReportText.bytes(step.spooledBytes());
      String spooled = step.spooledBytes() > 0 ? file : "";
      String thread = step.threads() > 0 ? ", a thread" : "";
      text.add("step", "%s, %s, %s%s%s", step.name(), size, heap, spooled, thread);
    }
    return text.lines;
  }

  private void addBytes(String name, long bytes) {
    add(name, ReportText.bytes(bytes));
  }

  private void add(String name, String value, Object... parts) {
    lines.add(padEnd(name, 13, ' ') + lenientFormat(value, parts));
  }
}
