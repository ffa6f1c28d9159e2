package io.github.maskloom.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageWriteParam;

/** Writes the generated images from a JVM of its own: drawing them takes a whole-image heap. */
public final class ImageWriter {
  private ImageWriter() {}

  /** Writes images of one photo and its masks, which {@link Images#named} knows by their names. */
  static void inChildJvm(int width, int height, Path... files)
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
                Integer.toString(height)));
    for (Path file : files) {
      command.add(file.toString());
    }
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("the images could not be written");
    }
  }

  /**
   * Writes the images, each in the format of its name's ending, and interlaced or progressive if it
   * is named so.
   *
   * @param args width, height, files
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    BufferedImage photo = Images.photo(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    for (String file : List.of(args).subList(2, args.length)) {
      String name = Path.of(file).getFileName().toString();
      int mode =
          name.startsWith("interlaced") || name.startsWith("progressive")
              ? ImageWriteParam.MODE_DEFAULT
              : ImageWriteParam.MODE_DISABLED;
      String format = name.substring(name.indexOf('.') + 1);
      Images.write(
          Images.named(name, photo), format, Path.of(file), how -> how.setProgressiveMode(mode));
    }
  }
}
