package io.github.maskloom.internal.gif;

import io.github.maskloom.internal.imageio.FirstFailure;
import io.github.maskloom.internal.imageio.OneRowRaster;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Receives rows of palette indices from the JDK's GIF decoder, which sets them one by one. */
final class GifRaster extends OneRowRaster {
  private final FirstFailure failure;
  private final Rows rows;
  private int nextRow;

  /** Takes rows as they are stored, the first being 0. */
  @FunctionalInterface
  interface Rows {
    /** Takes a row of one index a pixel, which is the decoder's again after the call. */
    void accept(int row, byte[] indices) throws IOException;
  }

  /**
   * A raster of an image's size.
   *
   * @param failure told what {@code rows} fails with
   */
  GifRaster(int width, int height, FirstFailure failure, Rows rows) {
    super(width, height, 1);
    this.failure = failure;
    this.rows = rows;
  }

  /** How many rows came. */
  int rows() {
    return nextRow;
  }

  @Override
  public void setDataElements(int x, int y, int width, int height, Object indices) {
    if (x != 0 || y != nextRow || width != getWidth() || height != 1) {
      throw new IllegalStateException("the decoder left its order at row " + y);
    }
    nextRow++;
    try {
      rows.accept(y, (byte[]) indices);
    } catch (IOException e) {
      failure.keep(e);
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      failure.keep(e);
      throw e;
    }
  }
}
