package io.github.maskloom.examples.cli;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.image.OutputFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
      Path file = folder.resolve(named(name, format));
      all.add(new Placement(in, new OutputImage(file, false, false)));
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
}
