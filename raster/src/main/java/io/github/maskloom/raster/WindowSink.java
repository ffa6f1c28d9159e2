package io.github.maskloom.raster;

import java.io.IOException;

/** Takes the rows of an image, window after window, from top to bottom. */
@FunctionalInterface
public interface WindowSink {
  /**
   * Takes the next rows. Windows arrive in order and without gap or overlap, the first at y 0. Each
   * holds at least one row.
   *
   * @param window belongs to the sink until this call returns. It may be read and written to, but
   *     not kept
   * @throws IOException if the rows cannot be passed on; no further window will come
   */
  void accept(RasterWindow window) throws IOException;
}
