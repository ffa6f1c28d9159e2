package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that a fusion is asked for with. */
record FuseImages(
    Option<InputImage> photo, Option<InputImage> mask, Option<List<InputImage>> reference) {
  FuseImages(Options options) {
    this(
        options.required("--photo -p", InputImage.TYPE).orAlone(),
        options.required("--mask -m", InputImage.TYPE).orAlone(),
        options
            .repeatable("--reference -r", ValueType.of("FILE|URL", InputImage::parseOrLink))
            .orAlone());
  }

  /** All of them, by what failures call them. */
  Map<String, InputImage> named() {
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
   * Refuses what makes no sense beside a journal and a folder for what is made.
   *
   * @param inPlace whether one image may replace the photo that it is made of
   */
  void check(Command command, Option<Path> journal, OutputImage out, boolean inPlace) {
    command.refuseTwice(named().values().stream());
    FusedFiles folder = new FusedFiles(out.path());
    Optional<Path> kept = journal.ifGiven();
    for (Map.Entry<String, InputImage> image : named().entrySet()) {
      String option = "--" + role(image);
      InputImage input = image.getValue();
      command.refuseIf(
          kept.filter(input::isFile).isPresent(),
          FileChecks.overwritten(journal.name(), option, input));
      if (!out.takesOne()) {
        command.refuseIf(
            folder.holds(input), FileChecks.overwritten("an image in --out", option, input));
      } else if (input.isFile(out.path())) {
        boolean isPhoto = option.equals(photo.name());
        command.refuseIf(!isPhoto, FileChecks.overwritten("--out", option, input));
        command.refuseIf(!inPlace, FileChecks.inPlace("--out", option, input));
      }
    }
  }

  private static String role(Map.Entry<String, InputImage> image) {
    return image.getKey().replaceFirst(" .*", "");
  }

  /** Refuses files that cannot be used. */
  void checkFiles() throws IOException {
    for (Map.Entry<String, InputImage> image : named().entrySet()) {
      FileChecks.rereadable(role(image), image.getValue());
    }
  }
}
