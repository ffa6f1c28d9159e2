package io.github.maskloom.examples.cli;

import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A command that makes an image of each image that it is given, and reports on it.
 *
 * @param <R> the report
 */
abstract class ImageCommand<R extends Record> extends Command {
  final Option<List<InputImage>> in;
  final Option<OutputImage> out;
  final Option<Integer> quality;

  /** What is read beside each image. */
  final List<Option<InputImage>> others = new ArrayList<>();

  private final Option<OutputFormat> format;
  private final Option<Boolean> lenient;
  private final Option<Boolean> inPlace;
  private final Reporting reporting = new Reporting(options);
  private int begun;

  /** Which of several images is made, with a comma; empty of one. */
  private String which = "";

  /**
   * A command with its images, which may all stand alone.
   *
   * @param in the option for what images are made of
   * @param others the options for what is read beside each of them
   */
  ImageCommand(String in, String... others) {
    this.in = options.several(in, InputImage.TYPE).orAlone();
    for (String other : others) {
      this.others.add(options.required(other, InputImage.TYPE).orAlone());
    }
    out = options.required("--out -o", ValueType.of("FILE", OutputImage::parse)).orAlone();
    format = options.absent("--format", OptionValues.outputFormat());
    quality = options.optional("--quality", OptionValues.integer(1, 100), 85);
    lenient = options.flag("--lenient");
    inPlace = options.flag("--in-place");
  }

  /** Makes one image. */
  abstract R make(Placement place, WorkOptions work, Streams streams) throws IOException;

  /** The report for people, line by line. */
  abstract List<String> text(OutputImage written, R report);

  /** What the manifest of a batch says of an image. */
  abstract MadeImage inManifest(R report);

  /** How an image is made that is not one of a batch. */
  WorkOptions work() {
    return WorkOptions.DEFAULT;
  }

  /** The options that hold for a JPEG only. */
  Option<?>[] ofJpeg() {
    return new Option<?>[] {quality};
  }

  /** What is written where a JPEG is. */
  OutputFormat jpeg() {
    return quality.isGiven() ? OutputFormat.jpeg(quality.value()) : OutputFormat.JPEG;
  }

  /** What is read for all of the images, by the names of options. */
  final Map<String, List<InputImage>> inputs() {
    Map<String, List<InputImage>> inputs = new LinkedHashMap<>();
    inputs.put(in.name(), in.value());
    others.forEach(other -> inputs.put(other.name(), List.of(other.value())));
    return inputs;
  }

  /** The images, and where what is made of each goes. */
  private List<Placement> places() {
    return Placement.of(in, out, format);
  }

  @Override
  final void check() {
    List<Placement> places = places();
    if (places.size() > 1) {
      checkFolder(places);
    }
    refuseTwice(inputs().values().stream().flatMap(List::stream));
    checkReplaced(places);
    checkFormat(places);
  }

  private void checkFolder(List<Placement> places) {
    out.value().refuseSeveral(this, places.size());
    Set<Path> taken = new HashSet<>();
    for (Placement each : places) {
      refuseIf(
          !taken.add(each.out().path()),
          "two images would become one file, so rename one: " + each.out());
    }
    for (Option<InputImage> other : others) {
      InputImage shared = other.value();
      refuseIf(shared.isStandard(), other.name() + " cannot be standard input for several images");
    }
  }

  /** An image may replace the photo that it is made of, if that is asked for, and nothing else. */
  private void checkReplaced(List<Placement> places) {
    String made = places.size() == 1 ? "--out" : "an image in --out";
    for (Option<InputImage> other : others) {
      refuseIf(
          places.stream().anyMatch(each -> other.value().isFile(each.out().path())),
          FileChecks.overwritten(made, other.name(), other.value()));
    }
    for (Placement each : places) {
      refuseIf(
          each.in().isFile(each.out().path()) && !inPlace.value(),
          FileChecks.inPlace(made, in.name(), each.in()));
    }
  }

  /** Finds a name that no format has, or an option that holds for a JPEG where all are PNGs. */
  private void checkFormat(List<Placement> places) {
    boolean isPng = true;
    for (Placement each : places) {
      isPng &= outputFormat(each.out()).orElse(null) instanceof OutputFormat.Png;
    }
    refuseGiven(isPng, "is for a JPEG, but what is written is a PNG: leave it out", ofJpeg());
  }

  @Override
  final void run(Streams streams) throws IOException {
    List<Placement> places = places();
    if (places.size() > 1 || out.value().isFolder()) {
      FileChecks.folder("out", out.value().path());
      Files.createDirectories(out.value().path());
    }
    Failures.onEach(
        places,
        place -> {
          begun++;
          which = places.size() == 1 ? "" : "image " + begun + " of " + places.size() + ", ";
          reporting.print(
              place.out().report(streams),
              () -> json(place, streams),
              () -> text(place.out(), made(place, streams)));
        });
  }

  /** Makes one image and reports on it for programs. */
  ReportJson json(Placement place, Streams streams) throws IOException {
    return ReportJson.of(place.out()).with(made(place, streams));
  }

  /** Makes one image, shows the progress, and ends early when the process is told to. */
  final R made(Placement place, Streams streams) throws IOException {
    boolean hidden = reporting.quiet().value() || place.out().isStandard();
    try (ShutdownSignal shutdown = new ShutdownSignal(() -> {});
        ProgressLine progress = ProgressLine.onTerminal(hidden, which)) {
      return named(place, work().withListener(progress).withCancel(shutdown), streams);
    }
  }

  /** Makes the image of a job without a word, within other work. */
  final MadeImage makeJob(Streams streams, WorkOptions within) throws IOException {
    return inManifest(named(places().get(0), within, streams));
  }

  /** Makes one image; a failure names the file that it is about. */
  private R named(Placement place, WorkOptions work, Streams streams) throws IOException {
    Map<String, InputImage> images = new LinkedHashMap<>();
    images.put(FileChecks.role(in), place.in());
    others.forEach(other -> images.put(FileChecks.role(other), other.value()));
    FileChecks.readable(images);
    if (!place.out().isStandard()) {
      FileChecks.writable("out", place.out().path());
    }
    return Failures.naming(images, () -> make(place, work, streams));
  }

  /** What is written, and what of the metadata travels. */
  final OutputOptions output(OutputImage to, Metadata metadata) {
    OutputOptions output = OutputOptions.DEFAULT.withMetadata(metadata);
    return outputFormat(to).map(output::withFormat).orElse(output);
  }

  /** The format that the options or the name say; empty if neither does. */
  final Optional<OutputFormat> outputFormat(OutputImage to) {
    boolean ofJpeg = Stream.of(ofJpeg()).anyMatch(Option::isGiven);
    return to.format(this, format)
        .or(() -> ofJpeg ? Optional.of(OutputFormat.JPEG) : Optional.empty())
        .map(wanted -> wanted instanceof OutputFormat.Jpeg ? jpeg() : wanted);
  }

  /** How damaged images are taken. */
  final ReadOptions reading() {
    return ReadOptions.DEFAULT.withDamage(
        lenient.value() ? DamagePolicy.LENIENT : DamagePolicy.STRICT);
  }
}
