package io.github.maskloom.benchmarks;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Scales a photo down to 512 pixels, which all of them are larger than, and writes it as a JPEG,
 * ready to be sent.
 */
public class PrepareBenchmark extends SmallHeap {
  private final ImagePreparer preparer =
      ImagePreparer.create().withMaxSide(512).withFormat(OutputFormat.JPEG).withPassThrough(false);

  /**
   * Prepares a PNG.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public PrepareReport png(Photos photos) throws IOException {
    return preparer.prepare(photos.png(), photos.result());
  }

  /**
   * Prepares a JPEG.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public PrepareReport jpeg(Photos photos) throws IOException {
    return preparer.prepare(photos.jpeg(), photos.result());
  }
}
