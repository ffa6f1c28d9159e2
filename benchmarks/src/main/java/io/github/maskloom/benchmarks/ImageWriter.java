package io.github.maskloom.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes the generated images from a JVM of its own: drawing them takes a whole-image heap. */
public final class ImageWriter {
  private ImageWriter() {}

  /** Writes a PNG mask, and one photo of the same size in the format of each name's ending. */
  static void inChildJvm(int width, int height, Path mask, Path... photos)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                ImageWriter.class.getName(),
                Integer.toString(width),
                Integer.toString(height),
                mask.toString()));
    for (Path photo : photos) {
      command.add(photo.toString());
    }
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("the images could not be written");
    }
  }

  /**
   * Writes the images.
   *
   * @param args width, height, mask file, photo files
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    int width = Integer.parseInt(args[0]);
    int height = Integer.parseInt(args[1]);
    Images.write(Images.mask(width, height), "png", Path.of(args[2]));
    BufferedImage photo = Images.photo(width, height);
    for (String file : List.of(args).subList(3, args.length)) {
      String format = file.substring(file.lastIndexOf('.') + 1);
      Images.write(photo, format, Path.of(file));
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
