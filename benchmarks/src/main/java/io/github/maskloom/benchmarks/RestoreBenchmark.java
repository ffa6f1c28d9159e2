package io.github.maskloom.benchmarks;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;

/** Puts what is painted of a model's answer, stretched to the photo's size, back into the photo. */
public class RestoreBenchmark extends SmallHeap {
  private final PhotoRestorer comparing = PhotoRestorer.create().withFormat(OutputFormat.PNG);
  private final PhotoRestorer splicing =
      PhotoRestorer.create().withComparison(RestoreOptions.Comparison.OFF);

  /**
   * Restores a PNG photo, all of which is compared with the answer and encoded anew.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport png(Photos photos) throws IOException {
    return restore(comparing, photos.png(), photos);
  }

  /**
   * Restores a PNG photo that is not compared, so that what is not painted is copied compressed.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport pngSpliced(Photos photos) throws IOException {
    return restore(splicing, photos.png(), photos);
  }

  /**
   * Restores a JPEG photo, all of which is compared with the answer, to PNG.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport jpeg(Photos photos) throws IOException {
    return restore(comparing, photos.jpeg(), photos);
  }

  private static CompositeReport restore(PhotoRestorer restorer, Path photo, Photos photos)
      throws IOException {
    return restorer.restore(photo, photos.answer(), photos.mask(), photos.result());
  }
}
