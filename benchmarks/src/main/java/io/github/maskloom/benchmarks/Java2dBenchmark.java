package io.github.maskloom.benchmarks;

import io.github.maskloom.MaskCompositor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
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
  /**
   * Composites with this library, with defaults.
   *
   * @param photos the files to work on
   * @return the result
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public Path maskloom(Photos photos) throws IOException {
    Path result = photos.result().resolveSibling("result.png");
    MaskCompositor.create().composite(photos.jpeg(), photos.mask(), result);
    return result;
  }

  /**
   * Composites with the JDK alone.
   *
   * @param photos the files to work on
   * @return the result
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public Path java2d(Photos photos) throws IOException {
    return Java2dRoute.composite(photos.jpeg(), photos.mask(), photos.result());
  }
}
