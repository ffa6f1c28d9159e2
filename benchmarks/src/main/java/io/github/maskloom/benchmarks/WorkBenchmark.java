package io.github.maskloom.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
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
 * Work on photos and masks as they come from users: interlaced, progressive, of another size, with
 * little paint or none, and put back by a focus.
 *
 * <p>It runs in a heap of 24 MB, and pins the claim of constant memory: with {@code -prof gc} the
 * bytes allocated per operation must not grow with the image's height. JMH counts threads that have
 * ended, such as the one that decodes from JPEG to JPEG, where the JDK tells the total: from Java
 * 21 on, and in late updates of 17.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx24m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"})
public class WorkBenchmark {
  /** Width and height in pixels of the images that are drawn. */
  @Param({"2048x2048", "8192x8192"})
  public String size = "2048x2048";

  /** A job that {@link Work#of} knows, a photo and a mask: drawn by their names, or files. */
  @Param({
    "maskloom photo.png mask.png",
    "maskloom interlaced.png mask.png",
    "jpeg progressive.jpg mask.png",
    "maskloom photo.png half.png",
    "jpeg photo.jpg half.png",
    "maskloom photo.png corner.png",
    "jpeg photo.jpg corner.png",
    "maskloom photo.png chromium-0.png",
    "jpeg photo.jpg chromium-0.png",
    "maskloom photo.png firefox-0.png",
    "maskloom photo.png chromium-8.png",
    "maskloom photo.png firefox-8.png",
    "focus photo.png corner.png",
    "focus photo.jpg corner.png",
  })
  public String work = "";

  private @Nullable Photos photos;
  private Work done = () -> "";

  /**
   * Writes the images, unless they are files.
   *
   * @throws IOException if an image cannot be written
   * @throws InterruptedException if the thread was interrupted
   */
  @Setup(Level.Trial)
  public void write() throws IOException, InterruptedException {
    String[] words = work.split(" ", 3);
    photos = new Photos(size, words[1], words[2]);
    done = photos.work(work);
  }

  /**
   * Does the work.
   *
   * @return what was made
   * @throws IOException if a file cannot be read or written
   * @throws DataFormatException never: the data are whole
   */
  @Benchmark
  public Object run() throws IOException, DataFormatException {
    return done.run();
  }

  /**
   * Removes what was written.
   *
   * @throws IOException if a file cannot be removed
   */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    if (photos != null) {
      photos.remove();
    }
  }
}
