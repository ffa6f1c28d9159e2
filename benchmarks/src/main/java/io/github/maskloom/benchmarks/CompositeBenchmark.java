package io.github.maskloom.benchmarks;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageRows;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;

/** Composites files into a file, as a backend would, on each of the ways there are. */
public class CompositeBenchmark extends SmallHeap {
  private final MaskCompositor toPng = MaskCompositor.create().withFormat(OutputFormat.PNG);
  private final MaskCompositor toJpeg = MaskCompositor.create().withFormat(OutputFormat.JPEG);

  /**
   * Composites PNG to PNG, where what is not painted is copied compressed.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport pngSpliced(Photos photos) throws IOException {
    return toPng.composite(photos.png(), photos.mask(), photos.result());
  }

  /**
   * Composites PNG to PNG, all of it encoded anew.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport pngStreamed(Photos photos) throws IOException {
    try (WindowReader rows = ImageRows.create().open(ImageSource.of(photos.png()))) {
      return toPng.composite(rows, ImageSource.of(photos.mask()), ImageTarget.of(photos.result()));
    }
  }

  /**
   * Composites JPEG to PNG: the decoder pushes, the encoder is pushed.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport jpegToPng(Photos photos) throws IOException {
    return toPng.composite(photos.jpeg(), photos.mask(), photos.result());
  }

  /**
   * Composites JPEG to JPEG: the decoder pushes on a thread of its own.
   *
   * @param photos the files to work on
   * @return what was done
   * @throws IOException if a file cannot be read or written
   */
  @Benchmark
  public CompositeReport jpegToJpeg(Photos photos) throws IOException {
    return toJpeg.composite(photos.jpeg(), photos.mask(), photos.result());
  }
}
