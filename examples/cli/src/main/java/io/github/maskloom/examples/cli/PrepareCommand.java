package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code maskloom prepare}: an image as small as a receiver wants it. */
final class PrepareCommand implements Command {
  private final Option<List<InputImage>> in =
      Option.repeatable(
              "--in",
              "FILE",
              InputImage::parse,
              "The image: any format that inspect knows; - is standard input. Of several, --out is"
                  + " a folder.")
          .needed()
          .or("-i")
          .orAlone();
  private final Option<OutputImage> out = OutputImage.option();
  private final Option<Integer> maxSide =
      Option.absent(
          "--max-side",
          "N",
          OptionValues.integer(1, Integer.MAX_VALUE),
          "Shrink to this longer side in pixels (no limit).");
  private final Option<Long> maxBytes =
      Option.absent(
          "--max-bytes",
          "SIZE",
          ByteSize::parse,
          "Lower the quality, then the size, until the file has at most so many bytes (no limit):"
              + " 500000, 500KB or 1.5MB (1000, 1000000 bytes), 488KiB or 1MiB (1024, 1048576).");
  private final Option<OutputFormat> format =
      Option.absent(
          "--format",
          "png|jpeg",
          OptionValues::outputFormat,
          "What to write (as --out is named, else as --in is, or png). An image that is small"
              + " enough already and has this format is copied byte for byte.");
  private final Option<Integer> quality =
      Option.optional(
          "--quality", "N", OptionValues.integer(1, 100), 85, "JPEG quality, 1 to 100 (85).");
  private final Option<Integer> background =
      Option.optional(
          "--background",
          "RRGGBB",
          OptionValues::rgb,
          0xFFFFFF,
          "What shows through where a JPEG's image is transparent (FFFFFF).");
  private final Option<Boolean> linearLight =
      Option.flag("--linear-light", "Average colors as light, which keeps fine detail bright.");
  private final Option<Boolean> bare =
      Option.flag(
          "--bare",
          "Leave out what tells of the image's making: EXIF with the place and the camera, XMP,"
              + " text, thumbnails and what follows the image.");
  private final Option<Boolean> lenient =
      Option.flag(
          "--lenient",
          "Take an image that is cut short or damaged as far as it can be read, and say how many of"
              + " its rows are missing; they are black or transparent. Nothing is copied byte for"
              + " byte then.");
  private final Option<Boolean> json =
      Option.flag("--json", "Print the report, with every attempt, as JSON.");
  private final Option<Boolean> quiet = Option.quiet();

  @Override
  public String name() {
    return "prepare";
  }

  @Override
  public String summary() {
    return "Make an image ready to be sent: upright, no larger than needed, flattened.";
  }

  @Override
  public String example() {
    return "maskloom prepare room.png room.jpg --max-side 1024";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        in,
        out,
        maxSide,
        maxBytes,
        format,
        quality,
        background,
        linearLight,
        bare,
        lenient,
        json,
        quiet);
  }

  @Override
  public Optional<String> conflict() {
    Optional<String> ofImages = Placement.conflict(places(), in, out, List.of());
    return ofImages.isPresent()
        ? ofImages
        : Placement.conflictOfFormat(places(), format, List.of(quality, background));
  }

  private List<Placement> places() {
    return Placement.of(in, out, format);
  }

  private boolean isOfJpeg() {
    return quality.isGiven() || background.isGiven();
  }

  @Override
  public void run(Streams streams) throws IOException {
    List<Placement> places = places();
    Placement.makeFolder(places, out);
    Failures.onEach(places, place -> run(place, streams));
  }

  private void run(Placement place, Streams streams) throws IOException {
    checkFiles(place);
    PrepareReport report = prepare(place, streams);
    PrintStream told = place.out().report(streams, quiet.value() && !json.value());
    if (json.value()) {
      ReportJson.of(place.out())
          .with(report)
          .with("passedThrough", report.passedThrough())
          .print(told);
    } else {
      told.println(line(place.out(), report));
    }
  }

  private static void checkFiles(Placement place) throws IOException {
    FileChecks.readable("in", place.in());
    FileChecks.writable("out", place.out());
  }

  /** Where the image goes. */
  Option<OutputImage> out() {
    return out;
  }

  /** Makes the image without a word, within other work. */
  MadeImage make(Streams streams, WorkOptions within) throws IOException {
    Placement place = places().get(0);
    checkFiles(place);
    PrepareReport done = prepare(place, streams, within);
    return new MadeImage(
        done.width(),
        done.height(),
        OptionalDouble.empty(),
        done.passedThrough() ? "copy" : "encode");
  }

  private PrepareReport prepare(Placement place, Streams streams) throws IOException {
    try (ShutdownSignal shutdown = ShutdownSignal.install()) {
      return prepare(place, streams, WorkOptions.DEFAULT.withThreads(2).withCancel(shutdown));
    }
  }

  private PrepareReport prepare(Placement place, Streams streams, WorkOptions work)
      throws IOException {
    try {
      Optional<OutputFormat> wanted = outputFormat(place.out());
      OutputOptions output =
          OutputOptions.DEFAULT.withMetadata(bare.value() ? Metadata.NOTHING : Metadata.LISTED);
      ImagePreparer preparer =
          ImagePreparer.create()
              .withLimits(limits(wanted))
              .withLinearLight(linearLight.value())
              .withOutput(wanted.map(output::withFormat).orElse(output))
              .withReading(
                  ReadOptions.DEFAULT.withDamage(
                      lenient.value() ? DamagePolicy.LENIENT : DamagePolicy.STRICT))
              .withWork(work);
      ImagePreparer sized = maxSide.isGiven() ? preparer.withMaxSide(maxSide.value()) : preparer;
      return sized.prepare(place.in().source(streams), place.out().target(streams));
    } catch (ImageException e) {
      throw new IOException(ImageFailureText.of(e) + " (" + place.in() + ")", e);
    }
  }

  private Optional<OutputFormat> outputFormat(OutputImage to) {
    return to.format(format, isOfJpeg())
        .map(
            wanted ->
                wanted instanceof OutputFormat.Jpeg
                    ? new OutputFormat.Jpeg(quality.value(), background.value())
                    : wanted);
  }

  private UploadLimits limits(Optional<OutputFormat> wanted) {
    UploadLimits limits =
        wanted
            .map(one -> UploadLimits.NONE.withMediaTypes(one.mediaType()))
            .orElse(UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg"));
    return maxBytes.isGiven() ? limits.withMaxBytes(maxBytes.value()) : limits;
  }

  private String line(OutputImage written, PrepareReport report) {
    return written
        + ": "
        + ReportText.size(report.width(), report.height())
        + ", "
        + ReportText.bytes(report.bytes())
        + ", "
        + (report.passedThrough()
            ? (bare.value() ? "copied without notes" : "copied as it is")
            : report.attempts().size()
                + (report.attempts().size() == 1 ? " encoding" : " encodings"))
        + ", in "
        + report.elapsed().toMillis()
        + " ms"
        + ReportText.lost(report.missingRows(), report.profileDropped());
  }
}
