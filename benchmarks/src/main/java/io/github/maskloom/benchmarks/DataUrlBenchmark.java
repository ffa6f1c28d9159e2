package io.github.maskloom.benchmarks;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.DataUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import org.openjdk.jmh.annotations.Benchmark;

/** Turns a PNG file into a data URL, on each of the ways there are, and throws the text away. */
public class DataUrlBenchmark extends SmallHeap {
  /**
   * Pushes it as bytes.
   *
   * @param photos the files to work on
   * @return the URL that was written
   * @throws IOException if the photo cannot be read
   */
  @Benchmark
  public DataUrl stream(Photos photos) throws IOException {
    DataUrl url = open(photos);
    url.writeTo(OutputStream.nullOutputStream());
    return url;
  }

  /**
   * Pushes it as characters.
   *
   * @param photos the files to work on
   * @return the URL that was written
   * @throws IOException if the photo cannot be read
   */
  @Benchmark
  public DataUrl writer(Photos photos) throws IOException {
    DataUrl url = open(photos);
    url.writeTo(Writer.nullWriter());
    return url;
  }

  /**
   * Pulls it as characters.
   *
   * @param photos the files to work on
   * @return how many characters came
   * @throws IOException if the photo cannot be read
   */
  @Benchmark
  public long reader(Photos photos) throws IOException {
    try (Reader reader = open(photos).openReader()) {
      return reader.transferTo(Writer.nullWriter());
    }
  }

  private static DataUrl open(Photos photos) throws IOException {
    return DataUrl.of(ImageSource.of(photos.png()), Long.MAX_VALUE);
  }
}
