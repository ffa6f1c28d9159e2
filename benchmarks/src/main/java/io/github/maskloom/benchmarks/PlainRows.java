package io.github.maskloom.benchmarks;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.nio.file.Path;

/** Rows that hide where they come from, so that a photo is encoded anew and not spliced. */
record PlainRows(WindowReader rows) implements WindowReader {
  static WindowReader ofPng(Path file) throws IOException {
    return new PlainRows(
        PngReader.open(ImageSource.of(file).open(), ImageLimits.DEFAULT, DamagePolicy.STRICT));
  }

  @Override
  public ImageGeometry geometry() {
    return rows.geometry();
  }

  @Override
  public ImageMetadata metadata() {
    return rows.metadata();
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    return rows.read(window);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
