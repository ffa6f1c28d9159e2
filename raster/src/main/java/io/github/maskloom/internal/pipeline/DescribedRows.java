package io.github.maskloom.internal.pipeline;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;

/** Rows with other metadata. Owns the rows. */
public record DescribedRows(WindowSource rows, ImageMetadata metadata) implements WindowSource {
  @Override
  public ImageGeometry geometry() {
    return rows.geometry();
  }

  @Override
  public void push(int windowRows, WindowSink sink) throws IOException {
    rows.push(windowRows, sink);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
