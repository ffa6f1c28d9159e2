package io.github.maskloom.benchmarks;

import io.github.maskloom.internal.deflate.Inflate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DataFormatException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * This library's inflate beside the JDK's: on a photo, which is all short tokens, and on a mask,
 * which is all long matches.
 */
public class InflateBenchmark extends LargeHeap {
  /** Width and height in pixels. */
  @Param("2048")
  public int side;

  /** Whose data are decompressed. */
  @Param({"photo", "mask"})
  public String picture = "photo";

  private List<byte[]> data = List.of();

  /**
   * Draws the images and keeps the data of one.
   *
   * @throws IOException if an image cannot be written or read
   * @throws InterruptedException if the thread was interrupted
   */
  @Setup(Level.Trial)
  public void readData() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("maskloom-benchmark");
    try {
      ImageWriter.inChildJvm(side, side, folder.resolve("mask.png"), folder.resolve("photo.png"));
      data = PngData.read(folder.resolve(picture + ".png"));
    } finally {
      ImageWriter.delete(folder);
    }
  }

  /**
   * Decompresses with the inflate that also tells where its tokens lie.
   *
   * @return how many bytes came out
   */
  @Benchmark
  public long own() {
    Inflate inflate = new Inflate(PngData.PIECE_BYTES);
    for (byte[] chunk : data) {
      inflate.setInput(chunk, 0, chunk.length);
      Inflate.Status status;
      do {
        status = inflate.fill(PngData.PIECE_BYTES / 2);
        inflate.release((int) (inflate.position() - inflate.readPosition()));
      } while (status == Inflate.Status.REACHED);
    }
    inflate.finish();
    return inflate.position();
  }

  /**
   * Decompresses with the JDK's, which is zlib in C.
   *
   * @return how many bytes came out
   * @throws DataFormatException never: the data are whole
   */
  @Benchmark
  public long jdk() throws DataFormatException {
    return PngData.inflate(data);
  }
}
