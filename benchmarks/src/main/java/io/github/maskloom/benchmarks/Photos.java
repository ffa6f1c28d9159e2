package io.github.maskloom.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The files that a benchmark works on, in a folder of their own: the same photo as PNG and as JPEG,
 * a painted mask of its size, and a model's answer, whose size is always the same.
 */
@State(Scope.Benchmark)
public class Photos {
  private static final int ANSWER_SIDE = 512;

  /**
   * Width and height in pixels. In the narrow sizes only the number of rows changes, which is what
   * shows that memory does not depend on it; the square ones show speed.
   */
  @Param({"256x1000", "256x8000", "256x64000", "2048x2048", "8192x8192"})
  public String size = "256x1000";

  private Path folder = Path.of("");

  /**
   * Writes the images in a JVM with a heap of its own, which this one is too small for.
   *
   * @throws IOException if an image cannot be written
   * @throws InterruptedException if the thread was interrupted
   */
  @Setup(Level.Trial)
  public void write() throws IOException, InterruptedException {
    write("mask.png", "photo.png", "photo.jpg");
    Images.write(Images.photo(ANSWER_SIDE, ANSWER_SIDE), "jpg", answer());
  }

  /**
   * Writes those of some names that are not there. {@code chromium-0.png}, {@code firefox-8.png}
   * and their like are masks by canvases of browsers, at 2048 and 8192 pixels.
   */
  void write(String... names) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("maskloom-benchmark");
    int x = size.indexOf('x');
    int width = Integer.parseInt(size.substring(0, x));
    int height = Integer.parseInt(size.substring(x + 1));
    for (String name : names) {
      copyCanvas("/canvas/" + name.replace("-", "-" + width / 1024 + "k-") + ".gz", file(name));
    }
    Stream<Path> files = Stream.of(names).map(this::file).filter(Files::notExists);
    ImageWriter.inChildJvm(width, height, files.toArray(Path[]::new));
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

  Path png() {
    return folder.resolve("photo.png");
  }

  Path jpeg() {
    return folder.resolve("photo.jpg");
  }

  Path mask() {
    return folder.resolve("mask.png");
  }

  Path answer() {
    return folder.resolve("answer.jpg");
  }

  /** Where results go, each in the place of the one before. */
  Path result() {
    return folder.resolve("result");
  }

  /**
   * Removes what was written.
   *
   * @throws IOException if a file cannot be removed
   */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    ImageWriter.delete(folder);
  }
}
