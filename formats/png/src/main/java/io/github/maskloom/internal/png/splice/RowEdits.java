package io.github.maskloom.internal.png.splice;

import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;

/** Changes rows of an image from top to bottom. */
public interface RowEdits {
  /** The next row to change, below all that were changed; the height if none is left. */
  int nextRow() throws IOException;

  /** Changes the pixels of the row that {@link #nextRow} named last. */
  void edit(RasterWindow row) throws IOException;

  /** Hears how many rows are done. */
  void done(int doneRows) throws IOException;
}
