package io.github.maskloom.examples.cli;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskFit;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of every command that brings a photo and a mask together, and what they ask for. */
final class CompositorOptions {
  final Option<InputImage> photo =
      Option.required(
          "--photo",
          "FILE",
          InputImage::parse,
          "What is painted over: PNG, JPEG, GIF, BMP or TIFF; - is standard input.");
  final Option<InputImage> mask =
      Option.required(
          "--mask", "FILE", InputImage::parse, "The image that says where, and with what.");
  final Option<OutputImage> out =
      Option.required(
          "--out",
          "FILE",
          OutputImage::parse,
          "The image to write. It appears, or is replaced, only when it is complete. - is"
              + " standard output; the report then goes to standard error.");
  private final Option<MaskConvention> convention =
      Option.optional(
          "--convention",
          "NAME",
          OptionValues::convention,
          MaskConvention.PAINTED,
          "What the mask means (painted):",
          "  painted             strokes, in their own color",
          "  painted-everywhere  strokes that may hide the whole photo",
          "  white               white edits, black keeps",
          "  transparent         transparent edits, opaque keeps",
          "  binary:N            gray above N edits, 0 to 255");
  private final Option<Boolean> fillEnclosed =
      Option.flag(
          "--fill-enclosed",
          "What strokes enclose counts as painted, as people mean who circle a place. A composite"
              + " fills it with --brush.");
  private final Option<MaskFit> fit = fit();
  private final Option<Rounding> rounding =
      Option.optional(
          "--rounding",
          "truncate|half-up",
          OptionValues.oneOf(Rounding.class),
          Rounding.TRUNCATE,
          "How a blended sample of a composite becomes a whole number (truncate).");
  private final Option<OutputFormat> format =
      Option.absent(
          "--format",
          "png|jpeg",
          OptionValues::outputFormat,
          "What to write (as --out is named, else as the photo is, or png).");
  private final Option<Integer> quality =
      Option.optional(
          "--quality",
          "N",
          OptionValues.integer(1, 100),
          85,
          "JPEG quality, 1 to 100 (a JPEG photo keeps its own; else 85).");
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
  private final Option<Boolean> lenient =
      Option.flag(
          "--lenient",
          "Take a photo that is cut short or damaged as far as it can be read, and say how many of"
              + " its rows are missing; they are black or transparent.");
  private final Option<Boolean> dropMakerNotes =
      Option.flag(
          "--drop-maker-notes",
          "Leave out what the camera's maker notes in EXIF, whose form is a secret.");
  final Option<Boolean> json =
      Option.flag(
          "--json",
          "Print the report as JSON instead of a summary, with the peak of the heap, which takes"
              + " time to measure.");

  /** Which masks fit a photo. */
  static Option<MaskFit> fit() {
    return Option.optional(
        "--fit",
        "same-shape|stretch|exact",
        OptionValues.oneOf(MaskFit.class),
        MaskFit.SAME_SHAPE,
        "Which masks are taken: of any size in the photo's shape, of any shape, which is stretched,"
            + " or of exactly the photo's size (same-shape).");
  }

  /** What is done in the way that these options ask for. */
  interface Job<R> {
    R run(WorkOptions work) throws IOException;
  }

  /** All of them in the order in which they are explained, a command's own in between. */
  List<Option<?>> with(List<Option<?>> pictures, List<Option<?>> own) {
    List<Option<?>> all = new ArrayList<>();
    all.add(photo);
    all.addAll(pictures);
    all.addAll(List.of(mask, out, convention, fillEnclosed));
    all.addAll(own);
    all.addAll(List.of(fit, rounding, format, quality, windowRows, threads, strict, lenient));
    all.addAll(List.of(dropMakerNotes, json));
    return all;
  }

  /** What does not go together, with one more image; empty if all does. */
  Optional<String> conflict(Option<InputImage> own) {
    Optional<String> ofImages = FileChecks.conflict(out, List.of(photo, own, mask));
    return ofImages.isPresent() ? ofImages : conflictOfFormat();
  }

  /** What does not go together where there are no more images. */
  Optional<String> conflict() {
    Optional<String> ofImages = FileChecks.conflict(out, List.of(photo, mask));
    return ofImages.isPresent() ? ofImages : conflictOfFormat();
  }

  private Optional<String> conflictOfFormat() {
    try {
      Optional<OutputFormat> wanted = outputFormat();
      if (quality.isGiven() && wanted.equals(Optional.of(OutputFormat.PNG))) {
        return Optional.of("--quality is for a JPEG, but what is written is a PNG");
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("--out " + e.getMessage());
    }
  }

  /** Refuses files that cannot be used. */
  void checkFiles() throws IOException {
    FileChecks.readable("photo", photo.value());
    FileChecks.readable("mask", mask.value());
    FileChecks.writable("out", out.value());
  }

  /**
   * Runs a job that shows its progress and ends early when the process is told to.
   *
   * @param replacement the image that plays this part, if one does
   */
  <R> R run(Job<R> job, InputImage... replacement) throws IOException {
    try (ShutdownSignal shutdown = ShutdownSignal.install();
        ProgressBar progress =
            out.value().isStandard() ? ProgressBar.hidden() : ProgressBar.onTerminal()) {
      return run(WorkOptions.DEFAULT.withProgress(progress).withCancel(shutdown), job, replacement);
    }
  }

  /** Runs a job within other work. */
  <R> R run(WorkOptions within, Job<R> job, InputImage... replacement) throws IOException {
    try {
      return job.run(work(within));
    } catch (ImageException e) {
      throw new IOException(LimitText.of(e) + fileOf(e.image().orElse(""), replacement), e);
    }
  }

  private String fileOf(String picture, InputImage... replacement) {
    return switch (picture) {
      case "photo" -> " (" + photo.value() + ")";
      case "mask" -> " (" + mask.value() + ")";
      case "replacement" -> " (" + replacement[0] + ")";
      default -> "";
    };
  }

  /** A compositor with these options. */
  MaskCompositor.Builder compositor(WorkOptions work) {
    MaskCompositor.Builder compositor =
        MaskCompositor.builder()
            .convention(convention.value())
            .fillEnclosed(fillEnclosed.value())
            .fit(fit.value())
            .rounding(rounding.value())
            .strict(strict.value())
            .reading(reading())
            .metadata(metadata())
            .working(work);
    outputFormat().ifPresent(compositor::format);
    return compositor;
  }

  /** A restorer with these options. */
  PhotoRestorer.Builder restorer(WorkOptions work) {
    PhotoRestorer.Builder restorer =
        PhotoRestorer.builder()
            .convention(convention.value())
            .fillEnclosed(fillEnclosed.value())
            .fit(fit.value())
            .strict(strict.value())
            .reading(reading())
            .metadata(metadata())
            .working(work);
    outputFormat().ifPresent(restorer::format);
    return restorer;
  }

  private WorkOptions work(WorkOptions within) {
    WorkOptions work = within.withThreads(threads.value());
    return windowRows.isGiven() ? work.withWindowRows(windowRows.value()) : work;
  }

  private MetadataOptions metadata() {
    return MetadataOptions.DEFAULT.withMakerNotes(!dropMakerNotes.value());
  }

  private ReadOptions reading() {
    return ReadOptions.DEFAULT.withDamage(
        lenient.value() ? DamagePolicy.LENIENT : DamagePolicy.STRICT);
  }

  private Optional<OutputFormat> outputFormat() {
    return out.value()
        .format(format, quality.isGiven())
        .map(
            wanted ->
                wanted instanceof OutputFormat.Jpeg && quality.isGiven()
                    ? OutputFormat.jpeg(quality.value())
                    : wanted);
  }
}
