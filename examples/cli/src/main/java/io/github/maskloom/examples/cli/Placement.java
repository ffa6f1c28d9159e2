package io.github.maskloom.examples.cli;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An image that is read, and where the image goes that is made of it. */
record Placement(InputImage in, OutputImage out) {
  /**
   * One image goes to its file, or into a folder that is there or is written as one. Several go
   * into a folder, each under its own name, but under {@code .png} where no image is written as it
   * is called.
   */
  static List<Placement> of(
      Option<List<InputImage>> ins, Option<OutputImage> out, Option<OutputFormat> format) {
    List<InputImage> images = ins.value();
    Path folder = out.value().path();
    if (images.size() == 1 && !out.value().isFolder() && !Files.isDirectory(folder)) {
      return List.of(new Placement(images.get(0), out.value()));
    }
    List<Placement> all = new ArrayList<>();
    for (InputImage in : images) {
      String name = in.file().map(file -> String.valueOf(file.getFileName())).orElse("image");
      all.add(new Placement(in, OutputImage.file(folder.resolve(named(name, format)))));
    }
    return all;
  }

  private static String named(String name, Option<OutputFormat> format) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 1 ? name : name.substring(0, dot);
    ImageFormats formats = ImageFormats.installed();
    if (format.isGiven()) {
      return stem + "." + formats.writing(format.value()).extensions().get(0);
    }
    String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    boolean isWritten =
        dot > 0 && formats.ofExtension(extension).flatMap(ImageFormat::output).isPresent();
    return isWritten ? name : stem + ".png";
  }

  /** Where the images go. */
  static List<OutputImage> outs(List<Placement> all) {
    List<OutputImage> outs = new ArrayList<>();
    all.forEach(each -> outs.add(each.out));
    return outs;
  }

  /**
   * What is wrong with images of which each alone makes sense; empty if nothing is.
   *
   * @param others what is read beside each of them
   */
  static Optional<String> conflict(
      List<Placement> all,
      Option<List<InputImage>> ins,
      Option<OutputImage> out,
      List<Option<InputImage>> others) {
    if (all.size() > 1) {
      Optional<String> ofFolder = conflictOfFolder(all, out, others);
      if (ofFolder.isPresent()) {
        return ofFolder;
      }
    }
    List<Option<?>> inputs = new ArrayList<>(List.of(ins));
    inputs.addAll(others);
    return FileChecks.conflict(out, outs(all), inputs);
  }

  private static Optional<String> conflictOfFolder(
      List<Placement> all, Option<OutputImage> out, List<Option<InputImage>> others) {
    OutputImage folder = out.value();
    boolean isImage =
        String.valueOf(folder.path().getFileName()).matches("(?i).*\\.(png|jpe?g)")
            && !Files.isDirectory(folder.path());
    if (folder.isStandard() || isImage) {
      return Optional.of("of several images, " + out.name() + " must be a folder, not " + folder);
    }
    for (Option<InputImage> other : others) {
      if (other.value().isStandard()) {
        return Optional.of(other.name() + " cannot be standard input for several images");
      }
    }
    Set<Path> taken = new HashSet<>();
    for (Placement each : all) {
      if (!taken.add(each.out.path())) {
        return Optional.of("two images would become one file: " + each.out);
      }
    }
    return Optional.empty();
  }

  /**
   * What is wrong with the format of images, or with options that hold for a JPEG, if all of them
   * are PNGs; empty if nothing is.
   */
  static Optional<String> conflictOfFormat(
      List<Placement> all, Option<OutputFormat> format, List<Option<?>> ofJpeg) {
    Optional<Option<?>> given = ofJpeg.stream().filter(Option::isGiven).findFirst();
    Set<Optional<OutputFormat>> written = new HashSet<>();
    try {
      all.forEach(each -> written.add(each.out.format(format, given.isPresent())));
    } catch (IllegalArgumentException e) {
      return Optional.of("--out " + e.getMessage());
    }
    return given
        .filter(option -> written.equals(Set.of(Optional.of(OutputFormat.PNG))))
        .map(option -> option.name() + " is for a JPEG, but what is written is a PNG");
  }

  /** Makes the folder for several images, or for one that is to go into a folder. */
  static void makeFolder(List<Placement> all, Option<OutputImage> out) throws IOException {
    if (all.size() > 1 || out.value().isFolder()) {
      FileChecks.folder("out", out.value().path());
      Files.createDirectories(out.value().path());
    }
  }
}
