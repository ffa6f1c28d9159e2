package io.github.maskloom.benchmarks;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageRows;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DataFormatException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A PNG photo to PNG both ways, spliced and encoded anew, beside the time that zlib takes to
 * decompress the photo.
 */
public class SpliceBenchmark extends LargeHeap {
  /** Width and height in pixels of the images that are drawn. */
  @Param({"2048", "8192"})
  public int side;

  /** A PNG file to take instead of a drawn photo, whatever {@link #side} says. */
  @Param("")
  public String photo = "";

  /** A PNG file to take instead of a drawn mask; given if the photo is. */
  @Param("")
  public String mask = "";

  private final MaskCompositor compositor = MaskCompositor.create();
  private Path folder = Path.of("");
  private Path photoFile = Path.of("");
  private Path maskFile = Path.of("");
  private List<byte[]> photoData = List.of();

  /**
   * Writes the images, unless they were given.
   *
   * @throws IOException if an image cannot be written or read
   * @throws InterruptedException if the thread was interrupted
   */
  @Setup(Level.Trial)
  public void prepareImages() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("maskloom-benchmark");
    if (photo.isEmpty() != mask.isEmpty()) {
      throw new IllegalArgumentException("photo and mask are given together or not at all");
    }
    if (photo.isEmpty()) {
      photoFile = folder.resolve("photo.png");
      maskFile = folder.resolve("mask.png");
      ImageWriter.inChildJvm(side, side, maskFile, photoFile);
    } else {
      photoFile = Path.of(photo);
      maskFile = Path.of(mask);
    }
    photoData = PngData.read(photoFile);
  }

  /**
   * Composites the photo as a file, so that it is spliced.
   *
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport splice() throws IOException {
    return compositor.composite(
        ImageSource.of(photoFile), ImageSource.of(maskFile), ImageTarget.of(result()));
  }

  /**
   * Composites the photo as rows of unknown origin, so that it is encoded anew.
   *
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport stream() throws IOException {
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(photoFile))) {
      return compositor.composite(rows, ImageSource.of(maskFile), ImageTarget.of(result()));
    }
  }

  /**
   * Decompresses the photo: no way that decodes all of it with zlib can take less.
   *
   * @return how many bytes came out
   * @throws DataFormatException never: the data are whole
   */
  @Benchmark
  public long inflater() throws DataFormatException {
    return PngData.inflate(photoData);
  }

  private Path result() {
    return folder.resolve("result.png");
  }

  /**
   * Removes what was written.
   *
   * @throws IOException if a file cannot be removed
   */
  @TearDown(Level.Trial)
  public void removeImages() throws IOException {
    ImageWriter.delete(folder);
  }
}
