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
   * @throws io.github.maskloom.errors.CancelledException if the work is stopped; the reader is dead
   *     afterwards
   * @throws IllegalArgumentException if the window is of another geometry
   * @throws IllegalStateException if the reader failed before or is closed
   */
  int read(RasterWindow window) throws IOException;

  /**
   * Passes over rows that equal the last one delivered, as far as this source knows of any without
   * looking at their samples: a mask is mostly empty. The image's last row is never among them.
   *
   * @return how many rows were passed over; 0 says nothing of the rows that come
   * @throws IOException if the underlying bytes cannot be read; the reader is dead afterwards
   * @throws io.github.maskloom.errors.ImageLimitException if the rows are too many for the bytes
   *     that they come from; the reader is dead afterwards
   * @throws IllegalStateException if the reader failed before or is closed
   */
  default int skipRepeats() throws IOException {
    return 0;
  }

  /**
   * Pushes the rows that are left, which may be none, through one window.
   *
   * @param windowRows how many rows the window holds, at least 1; fewer come at the end
   * @param sink takes the windows, on the calling thread
   * @throws IOException as {@link #read} does, or as the sink does. Other exceptions of both are
   *     thrown here too
   * @throws IllegalArgumentException if {@code windowRows} is not positive
   */
  @Override
  default void push(int windowRows, WindowSink sink) throws IOException {
    RasterWindow window = new RasterWindow(geometry(), windowRows);
    while (read(window) > 0) {
      sink.accept(window);
    }
  }
}
