package io.github.maskloom.examples.cli;

import io.github.maskloom.Brush;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskFit;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ProgressListener;
import io.github.maskloom.image.Rounding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code maskloom composite}: one photo, one mask, one picture. */
final class CompositeCommand implements Command {
  private final Option<Path> photo =
      Option.required(
          "--photo", "FILE", Path::of, "What is painted over: PNG, JPEG, GIF, BMP or TIFF.");
  private final Option<Path> mask =
      Option.required("--mask", "FILE", Path::of, "The picture that says where, and with what.");
  private final Option<Path> out =
      Option.required(
          "--out",
          "FILE",
          Path::of,
          "The picture to write. It appears, or is replaced, only when it is complete.");
  private final Option<MaskConvention> convention =
      Option.optional(
          "--convention",
          "NAME",
          OptionValues::convention,
          MaskConvention.PAINTED,
          "What the mask means (painted):",
          "  painted      strokes, in their own colour",
          "  white        white edits, black keeps",
          "  transparent  transparent edits, opaque keeps",
          "  binary:N     grey above N edits, 0 to 255");
  private final Option<Brush> brush =
      Option.optional(
          "--brush",
          "RRGGBB[:OPACITY]",
          OptionValues::brush,
          Brush.BLUE,
          "What masks that are not painted paint with, opacity 1 to 255 (0078FF:128).");
  private final Option<MaskFit> fit =
      Option.optional(
          "--fit",
          "resize|strict",
          OptionValues.oneOf(MaskFit.class),
          MaskFit.RESIZE,
          "A mask of another size is scaled to the photo's, or refused (resize).");
  private final Option<Rounding> rounding =
      Option.optional(
          "--rounding",
          "truncate|half-up",
          OptionValues.oneOf(Rounding.class),
          Rounding.TRUNCATE,
          "How a blended sample becomes a whole number (truncate).");
  private final Option<OutputFormat> format =
      Option.absent(
          "--format",
          "png|jpeg",
          OptionValues::outputFormat,
          "What to write (jpeg if --out ends in .jpg or .jpeg, else png).");
  private final Option<Integer> quality =
      Option.optional(
          "--quality", "N", OptionValues.integer(1, 100), 85, "JPEG quality, 1 to 100 (85).");
  private final Option<Integer> windowRows =
      Option.absent(
          "--window-rows",
          "N",
          OptionValues.integer(1, Integer.MAX_VALUE),
          "Rows in memory at a time (as many as fit into 256 KiB).");
  private final Option<Integer> threads =
      Option.optional(
          "--threads",
          "N",
          OptionValues.integer(1, Integer.MAX_VALUE),
          1,
          "Threads to keep busy; the result is the same, and more than 3 are not used (1).");
  private final Option<Boolean> strict =
      Option.flag(
          "--strict",
          "Decode a PNG photo to its end, also where its compressed data are copied, so that a"
              + " damage shows.");
  private final Option<Boolean> json =
      Option.flag(
          "--json",
          "Print the report as JSON instead of a summary, with the peak of the heap, which takes"
              + " time to measure.");

  @Override
  public String name() {
    return "composite";
  }

  @Override
  public String summary() {
    return "Composite a mask over a photo, a few rows at a time.";
  }

  @Override
  public String example() {
    return "java -jar maskloom.jar composite --photo room.jpg --mask strokes.png --out out.png";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        photo,
        mask,
        out,
        convention,
        brush,
        fit,
        rounding,
        format,
        quality,
        windowRows,
        threads,
        strict,
        json);
  }

  @Override
  public void run(PrintStream stdout) throws IOException {
    FileChecks.readable("photo", photo.value());
    FileChecks.readable("mask", mask.value());
    FileChecks.writable("out", out.value());
    if (json.value()) {
      try (HeapPeak peak = HeapPeak.watchHeap()) {
        CompositeReport report = composite();
        ReportJson.print(report, peak.bytes(), stdout);
      }
    } else {
      ReportText.print(out.value(), composite(), stdout);
    }
  }

  private CompositeReport composite() throws IOException {
    try (ShutdownSignal shutdown = ShutdownSignal.install();
        ProgressBar progress = ProgressBar.onTerminal()) {
      return compositor(progress, shutdown).composite(photo.value(), mask.value(), out.value());
    } catch (ImageException e) {
      throw new IOException(e.getMessage() + fileOf(e.picture()), e);
    }
  }

  private String fileOf(String picture) {
    return switch (picture) {
      case "photo" -> " (" + photo.value() + ")";
      case "mask" -> " (" + mask.value() + ")";
      default -> "";
    };
  }

  private MaskCompositor compositor(ProgressListener progress, CancelSignal cancel) {
    MaskCompositor.Builder compositor =
        MaskCompositor.builder()
            .convention(convention.value())
            .brush(brush.value())
            .fit(fit.value())
            .rounding(rounding.value())
            .format(outputFormat())
            .threads(threads.value())
            .strict(strict.value())
            .progress(progress)
            .cancel(cancel);
    if (windowRows.isGiven()) {
      compositor.windowRows(windowRows.value());
    }
    return compositor.build();
  }

  private OutputFormat outputFormat() {
    boolean jpeg =
        format.isGiven() ? format.value() == OutputFormat.JPEG : isNamedJpeg(out.value());
    return jpeg ? new OutputFormat.Jpeg(quality.value(), 0xFFFFFF) : OutputFormat.PNG;
  }

  private static boolean isNamedJpeg(Path path) {
    return List.of("jpg", "jpeg").contains(OptionValues.extension(path));
  }
}
