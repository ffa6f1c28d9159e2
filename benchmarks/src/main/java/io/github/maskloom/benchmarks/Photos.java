package io.github.maskloom.benchmarks;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files that work is done on, in a folder of their own: a photo as PNG and as JPEG, a painted
 * mask of its size, and a model's answer, whose size is always the same.
 */
final class Photos {
  private static final int ANSWER_SIDE = 512;

  private final Path folder;

  /**
   * Writes images of some names, in a JVM with a heap of its own, which this one is too small for.
   * {@code chromium-0.png}, {@code firefox-8.png} and their like are masks by canvases of browsers,
   * at 2048 and 8192 pixels. What is a file elsewhere is not written.
   *
   * @param size width and height in pixels, such as {@code 2048x2048}
   */
  Photos(String size, String... names) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("maskloom-benchmark");
    int x = size.indexOf('x');
    int width = Integer.parseInt(size.substring(0, x));
    int height = Integer.parseInt(size.substring(x + 1));
    for (String name : names) {
      copyCanvas("/canvas/" + name.replace("-", "-" + width / 1024 + "k-") + ".gz", file(name));
    }
    Stream<Path> files = Stream.of(names).map(this::file).filter(Files::notExists);
    ImageWriter.inChildJvm(width, height, files.toArray(Path[]::new));
    Images.write(Images.photo(ANSWER_SIDE, ANSWER_SIDE), "jpg", file("answer.jpg"));
  }

  private static void copyCanvas(String resource, Path file) throws IOException {
    try (InputStream packed = Photos.class.getResourceAsStream(resource)) {
      if (packed != null) {
        Files.copy(new GZIPInputStream(packed), file);
      }
    }
  }

  /** A file of a name, or one that is elsewhere. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Where results go, each in the place of the one before. */
  Path result() {
    return folder.resolve("result");
  }

  /**
   * The work that some words name.
   *
   * @param words a job that {@link Work#of} knows, a photo and a mask, with blanks between
   */
  Work work(String words) throws IOException {
    String[] names = words.split(" ", 3);
    return Work.of(names[0], file(names[1]), file(names[2]), result());
  }

  void remove() throws IOException {
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
