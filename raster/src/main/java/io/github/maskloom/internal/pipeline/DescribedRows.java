package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;

/** Rows with other metadata. Owns the rows. */
public record DescribedRows(WindowReader rows, ImageMetadata metadata) implements WindowReader {
  @Override
  public ImageGeometry geometry() {
    return rows.geometry();
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
