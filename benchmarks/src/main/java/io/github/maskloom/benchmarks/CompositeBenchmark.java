package io.github.maskloom.benchmarks;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.OutputFormat;
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

/**
 * Pins the constant-memory claim: with {@code -prof gc} the bytes allocated per operation must not
 * grow with the picture's height.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx24m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"})
public class CompositeBenchmark {
  private static final int WIDTH = 256;

  /** Rows of the photo; the same rows over and over, so that only their number changes. */
  @Param({"1000", "8000", "64000"})
  public int height;

  /** Which formats go in and out. */
  @Param({"PNG_TO_PNG", "JPEG_TO_PNG", "JPEG_TO_JPEG"})
  public Route route = Route.PNG_TO_PNG;

  private Path folder = Path.of("");
  private Path photo = Path.of("");
  private Path mask = Path.of("");
  private MaskCompositor compositor = MaskCompositor.create();

  /** Formats of photo and result; the mask is always a PNG. */
  public enum Route {
    PNG_TO_PNG,
    JPEG_TO_PNG,
    JPEG_TO_JPEG
  }

  /** Writes the pictures in a JVM with a heap of its own, which this one is too small for. */
  @Setup(Level.Trial)
  public void writePictures() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("maskloom-benchmark");
    String format = route == Route.PNG_TO_PNG ? "png" : "jpg";
    photo = folder.resolve("photo." + format);
    mask = folder.resolve("mask.png");
    PictureWriter.inChildJvm(WIDTH, height, photo, mask);
    OutputFormat output = route == Route.JPEG_TO_JPEG ? OutputFormat.JPEG : OutputFormat.PNG;
    compositor = MaskCompositor.builder().format(output).build();
  }

  /** Composites into a file, as a backend would. */
  @Benchmark
  public CompositeReport composite() throws IOException {
    return compositor.composite(photo, mask, folder.resolve("result"));
  }

  /** Removes what was written. */
  @TearDown(Level.Trial)
  public void removePictures() throws IOException {
    PictureWriter.delete(folder);
  }
}
