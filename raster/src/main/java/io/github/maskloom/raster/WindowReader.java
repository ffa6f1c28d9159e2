package io.github.maskloom.raster;

import java.io.IOException;

/** An image whose rows can be asked for, from top to bottom. */
public interface WindowReader extends WindowSource {
  /**
   * Fills a window with the next rows and {@linkplain RasterWindow#place places} it.
   *
   * @param window a window of this source's geometry; it is filled to its capacity, except by the
   *     last rows of the image
   * @return the number of rows delivered, or 0 after the last row
   * @throws IOException if the underlying bytes cannot be read; the reader is dead afterwards
   * @throws io.github.maskloom.errors.ImageFormatException if they break the format's rules; the
   *     reader is dead afterwards
   * @throws IllegalStateException if the reader failed before or is closed
   */
  int read(RasterWindow window) throws IOException;

  @Override
  default void push(int windowRows, WindowSink sink) throws IOException {
    RasterWindow window = new RasterWindow(geometry(), windowRows);
    while (read(window) > 0) {
      sink.accept(window);
    }
  }
}
