package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.examples.batch.MadeImage;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final Option<Boolean> json = options.json();
  private final Option<Boolean> quiet = options.quiet();

  /**
   * A command with its images, which may all stand alone.
   *
   * @param in the option for what images are made of
   * @param others the options for what is read beside each of them
   */
  ImageCommand(String name, String in, String... others) {
    super(name);
    this.in = options.several(in, InputImage.type()).orAlone();
    for (String other : others) {
      this.others.add(options.required(other, InputImage.type()).orAlone());
    }
    out = options.required("--out -o", OutputImage.type("FILE")).orAlone();
    format = options.absent("--format", OptionValues.outputFormat());
    quality = options.optional("--quality", OptionValues.integer(1, 100), 85);
    lenient = options.flag("--lenient");
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
  List<Option<?>> ofJpeg() {
    return List.of(quality);
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
  final Optional<String> conflict() {
    List<Placement> places = places();
    Optional<String> found = places.size() > 1 ? conflictOfFolder(places) : Optional.empty();
    if (found.isEmpty()) {
      found = conflictOfFiles(places);
    }
    return found.isEmpty() ? conflictOfFormat(places) : found;
  }

  private Optional<String> conflictOfFolder(List<Placement> places) {
    OutputImage folder = out.value();
    boolean isImage =
        String.valueOf(folder.path().getFileName()).matches("(?i).*\\.(png|jpe?g)")
            && !Files.isDirectory(folder.path());
    if (folder.isStandard() || isImage) {
      return Optional.of("of several images, --out must be a folder, not " + folder);
    }
    for (Option<InputImage> other : others) {
      if (other.value().isStandard()) {
        return Optional.of(other.name() + " cannot be standard input for several images");
      }
    }
    Set<Path> taken = new HashSet<>();
    for (Placement each : places) {
      if (!taken.add(each.out().path())) {
        return Optional.of("two images would become one file: " + each.out());
      }
    }
    return Optional.empty();
  }

  /** Finds two images that come through standard input, or one that would be overwritten. */
  private Optional<String> conflictOfFiles(List<Placement> places) {
    String standard = "";
    for (Map.Entry<String, List<InputImage>> input : inputs().entrySet()) {
      String name = input.getKey();
      for (InputImage image : input.getValue()) {
        for (Placement each : places) {
          if (FileChecks.isSame(image, each.out())) {
            return Optional.of(FileChecks.overwritten("--out", name, each.out()));
          }
        }
        if (image.isStandard() && !standard.isEmpty()) {
          return Optional.of(standard + " and " + name + " cannot both be standard input");
        }
        standard = image.isStandard() ? name : standard;
      }
    }
    return Optional.empty();
  }

  /** Finds a name that no format has, or an option that holds for a JPEG where all are PNGs. */
  private Optional<String> conflictOfFormat(List<Placement> places) {
    Optional<Option<?>> given = ofJpeg().stream().filter(Option::isGiven).findFirst();
    Set<Optional<OutputFormat>> written = new HashSet<>();
    try {
      places.forEach(each -> written.add(each.out().format(format, given.isPresent())));
    } catch (IllegalArgumentException e) {
      return Optional.of("--out " + e.getMessage());
    }
    return given
        .filter(option -> written.equals(Set.of(Optional.of(OutputFormat.PNG))))
        .map(option -> option.name() + " is for a JPEG, but what is written is a PNG");
  }

  @Override
  final void run(Streams streams) throws IOException {
    List<Placement> places = places();
    if (places.size() > 1 || out.value().isFolder()) {
      FileChecks.folder("out", out.value().path());
      Files.createDirectories(out.value().path());
    }
    Failures.onEach(places, place -> run(place, streams));
  }

  private void run(Placement place, Streams streams) throws IOException {
    check(place);
    PrintStream told = place.out().report(streams, quiet.value() && !json.value());
    if (json.value()) {
      json(place, streams).print(told);
    } else {
      text(place.out(), made(place, streams)).forEach(told::println);
    }
  }

  /** Makes one image and reports on it for programs. */
  ReportJson json(Placement place, Streams streams) throws IOException {
    return ReportJson.of(place.out()).with(made(place, streams));
  }

  /** Makes one image, shows the progress, and ends early when the process is told to. */
  final R made(Placement place, Streams streams) throws IOException {
    boolean hidden = quiet.value() || place.out().isStandard();
    try (ShutdownSignal shutdown = ShutdownSignal.install();
        ProgressBar progress = hidden ? ProgressBar.hidden() : ProgressBar.onTerminal()) {
      return named(place, work().withListener(progress).withCancel(shutdown), streams);
    }
  }

  /** Makes the image of a job without a word, within other work. */
  final MadeImage makeJob(Streams streams, WorkOptions within) throws IOException {
    Placement place = places().get(0);
    check(place);
    return inManifest(named(place, within, streams));
  }

  /** Makes one image; a failure names the file that it is about. */
  private R named(Placement place, WorkOptions work, Streams streams) throws IOException {
    try {
      return make(place, work, streams);
    } catch (ImageException e) {
      Map<String, Object> images = new HashMap<>();
      images.put(others.isEmpty() ? "" : FileChecks.role(in), place.in());
      others.forEach(other -> images.put(FileChecks.role(other), other.value()));
      throw new IOException(ImageFailureText.of(e, images), e);
    }
  }

  private void check(Placement place) throws IOException {
    FileChecks.readable(FileChecks.role(in), place.in());
    for (Option<InputImage> other : others) {
      FileChecks.readable(FileChecks.role(other), other.value());
    }
    FileChecks.writable("out", place.out());
  }

  /** What is written, and what of the metadata travels. */
  final OutputOptions output(OutputImage to, Metadata metadata) {
    OutputOptions output = OutputOptions.DEFAULT.withMetadata(metadata);
    return outputFormat(to).map(output::withFormat).orElse(output);
  }

  /** The format that the options or the name say; empty if neither does. */
  final Optional<OutputFormat> outputFormat(OutputImage to) {
    boolean isOfJpeg = false;
    for (Option<?> option : ofJpeg()) {
      isOfJpeg |= option.isGiven();
    }
    return to.format(format, isOfJpeg)
        .map(wanted -> wanted instanceof OutputFormat.Jpeg ? jpeg() : wanted);
  }

  /** How damaged images are taken. */
  final ReadOptions reading() {
    return ReadOptions.DEFAULT.withDamage(
        lenient.value() ? DamagePolicy.LENIENT : DamagePolicy.STRICT);
  }
}
