package io.github.maskloom.benchmarks;

import io.github.maskloom.MaskCompositor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The same composite, a JPEG photo and a PNG mask to PNG, by this library and by plain Java2D. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC", "-Djava.awt.headless=true"})
public class Java2dBenchmark {
  /** Width and height in pixels. */
  @Param({"2048", "8192"})
  public int side;

  private Path folder = Path.of("");
  private Path photo = Path.of("");
  private Path mask = Path.of("");

  /**
   * Writes the images.
   *
   * @throws IOException if an image cannot be written
   * @throws InterruptedException if the thread was interrupted
   */
  @Setup(Level.Trial)
  public void writeImages() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("maskloom-benchmark");
    photo = folder.resolve("photo.jpg");
    mask = folder.resolve("mask.png");
    ImageWriter.inChildJvm(side, side, mask, photo);
  }

  /**
   * Composites with this library, with defaults.
   *
   * @return the result
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public Path maskloom() throws IOException {
    Path result = folder.resolve("maskloom.png");
    MaskCompositor.create().composite(photo, mask, result);
    return result;
  }

  /**
   * Composites with the JDK alone.
   *
   * @return the result
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public Path java2d() throws IOException {
    return Java2dRoute.composite(photo, mask, folder.resolve("java2d.png"));
  }

  /**
   * Prints the size of what was written, then removes it.
   *
   * @throws IOException if a file cannot be removed
   */
  @TearDown(Level.Trial)
  public void removeImages() throws IOException {
    for (String name : new String[] {"maskloom.png", "java2d.png"}) {
      Path result = folder.resolve(name);
      if (Files.exists(result)) {
        System.out.printf("%n%s %d bytes%n", name, Files.size(result));
      }
    }
    ImageWriter.delete(folder);
  }
}
