package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.Restored;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what the demonstration made and what that took. */
final class DemoTable {
  private final PrintStream out;

  DemoTable(PrintStream out) {
    this.out = out;
  }

  void heading() {
    row("picture", "pixels", "size");
    row("-------", "------", "----");
  }

  /** An image that is in its file. */
  void picture(Path file, int width, int height) throws IOException {
    row(
        String.valueOf(file.getFileName()),
        ReportText.size(width, height),
        ReportText.bytes(Files.size(file)));
  }

  private void row(String picture, String pixels, String size) {
    out.println(String.format(Locale.ROOT, "%-14s  %10s  %10s", picture, pixels, size));
    out.flush();
  }

  /** How room.jpg and mask.png became composite.png. */
  void composite(CompositeReport report, long peakHeapBytes) {
    MaskStatistics mask = report.mask();
    out.println();
    figure("painted", ReportText.share(mask.coverage()) + " of the pixels");
    figure("bounding box", ReportText.box(mask.boundingBox()));
    figure("dominant alpha", mask.dominantAlpha() + " of 255");
    figure("strategy", OptionValues.nameOf(report.strategy()));
    figure("elapsed", report.elapsed().toMillis() + " ms");
    figure("peak heap", ReportText.bytes(peakHeapBytes) + " in use after a collection");
  }

  /** How room.jpg, mask.png and sofa.png became fused.png. */
  void fused(Path file, FusionResult result) throws IOException {
    FusedImage picture = result.image();
    out.println();
    picture(file, picture.width(), picture.height());
    out.println();
    figure("provider", result.record().provider() + ", a preview without a model");
    figure("elapsed", result.record().duration().toMillis() + " ms");
    result
        .image()
        .restored()
        .flatMap(CompositeReport::restored)
        .flatMap(Restored::unpainted)
        .ifPresent(
            changes ->
                figure(
                    "restored",
                    "the model had changed "
                        + ReportText.share(changes.changedShare())
                        + " of the unpainted pixels, "
                        + ReportText.share(changes.visiblyChangedShare())
                        + " visibly: all undone"));
  }

  /** What a focus would bring: the same place without it on the left, with it on the right. */
  void detail(Path file, BoundingBox sent, int modelSide) {
    figure("detail", file.getFileName() + ": without a focus on the left, with it on the right,");
    figure("", "by a model of " + modelSide + " columns, sent " + ReportText.box(sent));
  }

  private void figure(String name, String value) {
    out.println(String.format(Locale.ROOT, "%-14s  %s", name, value));
  }
}
