package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The images that a fusion is asked for with. */
final class FuseImages {
  final Option<InputImage> photo;
  final Option<InputImage> mask;
  final Option<List<FuseReference>> reference;

  FuseImages(Options options) {
    photo = options.required("--photo -p", InputImage.type()).orAlone();
    mask = options.required("--mask -m", InputImage.type()).orAlone();
    reference =
        options
            .repeatable("--reference -r", ValueType.of("FILE|URL", FuseReference::parse))
            .orAlone();
  }

  /** All of them. */
  Stream<InputImage> all() {
    return Stream.concat(
        Stream.of(photo.value(), mask.value()),
        reference.value().stream().map(FuseReference::file));
  }

  /** Refuses files that cannot be used. */
  void check() throws IOException {
    FileChecks.rereadable("photo", photo.value());
    FileChecks.rereadable("mask", mask.value());
    for (FuseReference each : reference.value()) {
      each.check();
    }
  }

  /** What would take the place of one of them; empty if nothing does. */
  Optional<String> overwritten(Option<Path> journal, OutputImage out) {
    FusedFiles files = new FusedFiles(out.path());
    for (Map.Entry<Path, String> input : files().entrySet()) {
      if (journal.isGiven() && FileChecks.isSame(input.getKey(), journal.value())) {
        return Optional.of(
            FileChecks.overwritten(journal.name(), input.getValue(), journal.value()));
      }
      if (!out.isStandard() && files.holds(input.getKey())) {
        return Optional.of(
            "an image in --out is the same file as "
                + input.getValue()
                + ", which is never overwritten: "
                + input.getKey());
      }
    }
    return Optional.empty();
  }

  /** The files, and the options that name them. */
  private Map<Path, String> files() {
    Map<Path, String> files = new LinkedHashMap<>();
    photo.value().file().ifPresent(file -> files.put(file, photo.name()));
    mask.value().file().ifPresent(file -> files.put(file, mask.name()));
    for (FuseReference each : reference.value()) {
      each.file().file().ifPresent(file -> files.put(file, reference.name()));
    }
    return files;
  }

  /** What is wrong with an image, in the words of the command line. */
  String inOptions(ImageException failure) {
    String role = failure.image().orElse("");
    String message = ImageFailureText.of(failure);
    if (role.equals("photo")) {
      return message + " (" + photo.value() + ")";
    }
    if (role.equals("mask")) {
      return message + " (" + mask.value() + ")";
    }
    for (int i = 0; i < reference.value().size(); i++) {
      if (role.equals("reference " + (i + 1))) {
        return message + " (" + reference.value().get(i) + ")";
      }
    }
    return message;
  }
}
