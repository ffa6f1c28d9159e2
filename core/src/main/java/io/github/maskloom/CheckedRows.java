package io.github.maskloom;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowSink;
import io.github.maskloom.raster.WindowSource;
import java.io.IOException;

/** Rows behind whose last one something is checked, before whoever takes them is done. */
record CheckedRows(WindowSource rows, Check check) implements WindowSource {
  /** What must hold once every row was taken. */
  interface Check {
    void run() throws IOException;
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
  public void push(int windowRows, WindowSink sink) throws IOException {
    rows.push(windowRows, sink);
    check.run();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
