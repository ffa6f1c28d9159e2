package io.github.maskloom.raster;

import java.io.IOException;

/** Takes the rows of an image, window after window, from top to bottom. */
@FunctionalInterface
public interface WindowSink {
  /**
   * Takes the next rows.
   *
   * <p>Windows arrive in order and without gap or overlap, the first at y 0; each holds at least
   * one row. The window is the sink's until this call returns: it may read it, and may write into
   * it, but not keep it.
   *
   * @throws IOException if the rows cannot be passed on; no further window will come
   */
  void accept(RasterWindow window) throws IOException;
}
