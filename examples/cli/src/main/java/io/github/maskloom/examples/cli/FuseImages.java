package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.ImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that a fusion is asked for with. */
final class FuseImages {
  final Option<InputImage> photo;
  final Option<InputImage> mask;
  final Option<List<InputImage>> reference;

  FuseImages(Options options) {
    photo = options.required("--photo -p", InputImage.type()).orAlone();
    mask = options.required("--mask -m", InputImage.type()).orAlone();
    reference =
        options
            .repeatable("--reference -r", ValueType.of("FILE|URL", InputImage::parseOrLink))
            .orAlone();
  }

  /** All of them, by what failures call them. */
  private Map<String, InputImage> named() {
    Map<String, InputImage> named = new LinkedHashMap<>();
    named.put("photo", photo.value());
    named.put("mask", mask.value());
    reference.value().forEach(each -> named.put("reference " + (named.size() - 1), each));
    return named;
  }

  /** Whether one comes through standard input; of more than one it is said that they cannot. */
  boolean readStandardInput() {
    return named().values().stream().anyMatch(InputImage::isStandard);
  }

  /**
   * What is wrong with them beside a journal and a folder for what is made; empty if nothing is.
   */
  Optional<String> conflict(Option<Path> journal, OutputImage out) {
    if (named().values().stream().filter(InputImage::isStandard).count() > 1) {
      return Optional.of("only one image can be standard input");
    }
    FusedFiles files = new FusedFiles(out.path());
    for (Map.Entry<String, InputImage> image : named().entrySet()) {
      String option = "--" + role(image);
      Path input = image.getValue().file().orElse(Path.of(""));
      if (journal.isGiven() && FileChecks.isSame(input, journal.value())) {
        return Optional.of(FileChecks.overwritten(journal.name(), option, journal.value()));
      }
      if (!out.isStandard() && files.holds(input)) {
        return Optional.of(FileChecks.overwritten("an image in --out", option, input));
      }
    }
    return Optional.empty();
  }

  private static String role(Map.Entry<String, InputImage> image) {
    return image.getKey().replaceFirst(" .*", "");
  }

  /** Refuses files that cannot be used. */
  void check() throws IOException {
    for (Map.Entry<String, InputImage> image : named().entrySet()) {
      FileChecks.rereadable(role(image), image.getValue());
    }
  }

  /** What is wrong with an image, in the words of the command line. */
  String inOptions(ImageException failure) {
    return ImageFailureText.of(failure, named());
  }
}
