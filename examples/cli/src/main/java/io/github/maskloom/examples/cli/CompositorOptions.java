package io.github.maskloom.examples.cli;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of every command that brings a photo and a mask together, and what they ask for. */
final class CompositorOptions {
  private static final int MAX_THREADS = 3;

  private final Option<List<InputImage>> photos;
  private final Option<InputImage> mask =
      Option.required(
              "--mask",
              "FILE",
              InputImage::parse,
              "The image that says where, and with what; a data URL, too.")
          .or("-m")
          .orAlone();
  final Option<OutputImage> out = OutputImage.option();
  private final Option<MaskConvention> convention =
      convention(
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
          OptionValues.integer(1, MAX_THREADS),
          1,
          "Threads to keep busy, 1 to 3; the result is the same (1).");
  private final Option<Boolean> strict =
      Option.flag(
          "--strict",
          "Decode a JPEG to its end, also where its compressed data are copied, so that a damage"
              + " shows. A PNG always is.");
  private final Option<Boolean> lenient =
      Option.flag(
          "--lenient",
          "Take a photo that is cut short or damaged as far as it can be read, and say how many of"
              + " its rows are missing; they are black or transparent.");
  private final Option<Metadata> metadata =
      Option.optional(
          "--metadata",
          "LEVEL",
          OptionValues.oneOf(Metadata.class),
          Metadata.LISTED,
          "What of the photo's metadata travels: nothing, listed or unexamined. What is unexamined"
              + " may show what was painted over.");
  final Option<Boolean> json =
      Option.flag(
          "--json",
          "Print the report as JSON instead of a summary, with the peak of the heap, which takes"
              + " time to measure.");

  private final Option<Boolean> quiet = Option.quiet();

  /**
   * Options for photos, which may be many, or for one photo.
   *
   * @param several whether each of several photos becomes an image of its own
   */
  CompositorOptions(boolean several) {
    Option<List<InputImage>> all =
        Option.repeatable(
                "--photo",
                "FILE",
                InputImage::parse,
                "What is painted over: PNG, JPEG, GIF, BMP, TIFF or WebP; - is standard input."
                    + (several ? " Of several, --out is a folder." : ""))
            .needed()
            .or("-p")
            .orAlone();
    photos = several ? all : all.once();
  }

  /** What a mask means. */
  static Option<MaskConvention> convention(String... description) {
    return Option.optional(
            "--convention", "NAME", OptionValues::convention, MaskConvention.PAINTED, description)
        .choices("painted", "painted-everywhere", "white", "transparent", "binary:128");
  }

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
    R run(WorkOptions work, Placement place) throws IOException;
  }

  /** All of them in the order in which they are explained, a command's own in between. */
  List<Option<?>> with(List<Option<?>> pictures, List<Option<?>> own) {
    List<Option<?>> all = new ArrayList<>();
    all.add(photos);
    all.addAll(pictures);
    all.addAll(List.of(mask, out, convention, fillEnclosed));
    all.addAll(own);
    all.addAll(List.of(fit, rounding, format, quality, windowRows, threads, strict, lenient));
    all.addAll(List.of(metadata, json, quiet));
    return all;
  }

  /** The photos, and where the image of each goes. */
  List<Placement> places() {
    return Placement.of(photos, out, format);
  }

  /** What does not go together, with more images; empty if all does. */
  Optional<String> conflict(List<Option<InputImage>> own) {
    List<Option<InputImage>> others = new ArrayList<>(own);
    others.add(mask);
    Optional<String> ofImages = Placement.conflict(places(), photos, out, others);
    return ofImages.isPresent()
        ? ofImages
        : Placement.conflictOfFormat(places(), format, List.of(quality));
  }

  /** Refuses files that cannot be used. */
  void checkFiles(Placement place) throws IOException {
    FileChecks.readable("photo", place.in());
    FileChecks.readable("mask", mask.value());
    FileChecks.writable("out", place.out());
  }

  /** What takes the report. */
  PrintStream report(Placement place, Streams streams) {
    return place.out().report(streams, quiet.value() && !json.value());
  }

  /**
   * Runs a job that shows its progress and ends early when the process is told to.
   *
   * @param replacement the image that plays this part, if one does
   */
  <R> R run(Placement place, Job<R> job, InputImage... replacement) throws IOException {
    boolean hidden = quiet.value() || place.out().isStandard();
    try (ShutdownSignal shutdown = ShutdownSignal.install();
        ProgressBar progress = hidden ? ProgressBar.hidden() : ProgressBar.onTerminal()) {
      WorkOptions within = WorkOptions.DEFAULT.withListener(progress).withCancel(shutdown);
      return run(place, within, job, replacement);
    }
  }

  /** Runs a job within other work. */
  <R> R run(Placement place, WorkOptions within, Job<R> job, InputImage... replacement)
      throws IOException {
    try {
      return job.run(work(within), place);
    } catch (ImageException e) {
      String file = fileOf(e.image().orElse(""), place, replacement);
      throw new IOException(ImageFailureText.of(e) + file, e);
    }
  }

  private String fileOf(String picture, Placement place, InputImage... replacement) {
    return switch (picture) {
      case "photo" -> " (" + place.in() + ")";
      case "mask" -> " (" + mask.value() + ")";
      case "replacement" -> " (" + replacement[0] + ")";
      default -> "";
    };
  }

  /** The mask's bytes. */
  ImageSource mask(Streams streams) {
    return mask.value().source(streams);
  }

  /** A compositor with these options. */
  MaskCompositor compositor(WorkOptions work, OutputImage to) {
    return MaskCompositor.create()
        .withMask(maskOptions())
        .withRounding(rounding.value())
        .withOutput(output(to))
        .withReading(reading())
        .withWork(work);
  }

  /** A restorer with these options. */
  PhotoRestorer restorer(WorkOptions work, OutputImage to) {
    return PhotoRestorer.create()
        .withMask(maskOptions())
        .withOutput(output(to))
        .withReading(reading())
        .withWork(work);
  }

  /** How masks are taken. */
  MaskOptions maskOptions() {
    return MaskOptions.DEFAULT
        .withConvention(convention.value())
        .withFit(fit.value())
        .withFillEnclosed(fillEnclosed.value());
  }

  private WorkOptions work(WorkOptions within) {
    WorkOptions work = within.withThreads(threads.value());
    return windowRows.isGiven() ? work.withWindowRows(windowRows.value()) : work;
  }

  private OutputOptions output(OutputImage to) {
    OutputOptions output =
        OutputOptions.DEFAULT.withMetadata(metadata.value()).withStrict(strict.value());
    return outputFormat(to).map(output::withFormat).orElse(output);
  }

  private ReadOptions reading() {
    return ReadOptions.DEFAULT.withDamage(
        lenient.value() ? DamagePolicy.LENIENT : DamagePolicy.STRICT);
  }

  private Optional<OutputFormat> outputFormat(OutputImage to) {
    return to.format(format, quality.isGiven())
        .map(
            wanted ->
                wanted instanceof OutputFormat.Jpeg && quality.isGiven()
                    ? OutputFormat.jpeg(quality.value())
                    : wanted);
  }
}
