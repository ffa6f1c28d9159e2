package io.github.maskloom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes the generated pictures from a JVM of its own: drawing them takes a whole-image heap. */
public final class PictureWriter {
  private PictureWriter() {}

  /** Writes a photo, in the format its name ends in, and a PNG mask of the same size. */
  static void inChildJvm(int width, int height, Path photo, Path mask)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                PictureWriter.class.getName(),
                Integer.toString(width),
                Integer.toString(height),
                photo.toString(),
                mask.toString())
            .inheritIO()
            .start();
    if (child.waitFor() != 0) {
      throw new IOException("the pictures could not be written");
    }
  }

  /** Arguments: width, height, photo file, mask file. */
  public static void main(String[] args) throws IOException {
    int width = Integer.parseInt(args[0]);
    int height = Integer.parseInt(args[1]);
    String format = args[2].substring(args[2].lastIndexOf('.') + 1);
    Pictures.write(Pictures.photo(width, height), format, Path.of(args[2]));
    Pictures.write(Pictures.mask(width, height), "png", Path.of(args[3]));
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
