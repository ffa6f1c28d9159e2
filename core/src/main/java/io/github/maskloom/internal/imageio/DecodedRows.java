package io.github.maskloom.internal.imageio;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Receives rows from the JDK's decoder, which sets them one by one, and passes them on in windows.
 *
 * <p><b>Memory:</b> a window and a row.
 */
final class DecodedRows extends OneRowRaster {
  private final RasterWindow window;
  private final WindowSink sink;
  private final boolean inks;
  private final FirstFailure failure;

  private int nextRow;
  private @Nullable String warning;

  /**
   * Rows for one picture.
   *
   * @param failure told what the sink fails with
   */
  DecodedRows(JpegHeader header, int windowRows, WindowSink sink, FirstFailure failure) {
    super(header.width(), header.height(), header.components().size());
    this.window = new RasterWindow(header.geometry(), windowRows);
    this.sink = new DistantSink(sink);
    this.failure = failure;
    this.inks = header.encoding().hasInk();
  }

  /**
   * Makes the rest of the picture fail: what follows a warning was made up by the decoder. Behind
   * the last row it tells of bytes that no sample depends on, such as the padding of some cameras.
   */
  void warn(String message) {
    if (warning == null && nextRow < getHeight()) {
      warning = message;
    }
  }

  @Override
  public void setRect(int x, int y, Raster source) {
    try {
      accept(y, source);
    } catch (IOException e) {
      failure.keep(e);
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      failure.keep(e);
      throw e;
    }
  }

  private void accept(int y, Raster source) throws IOException {
    checkWarning();
    if (y != nextRow || source.getWidth() != getWidth()) {
      throw new IllegalStateException("the decoder left its order at row " + y);
    }
    nextRow++;
    deliver(y, source);
  }

  private void deliver(int y, Raster source) throws IOException {
    byte[] row = row();
    source.getDataElements(source.getMinX(), source.getMinY(), getWidth(), 1, row);
    ImageGeometry geometry = window.geometry();
    int windowRow = y % window.capacityRows();
    int offset = window.rowOffset(windowRow);
    if (inks) {
      inksToRgb(row, window.bytes(), offset);
    } else {
      System.arraycopy(row, 0, window.bytes(), offset, geometry.rowSamples());
    }
    if (windowRow + 1 == window.capacityRows() || y + 1 == geometry.height()) {
      window.place(y - windowRow, windowRow + 1);
      sink.accept(window);
    }
  }

  /**
   * Multiplies the light that ink and black let through, {@code (255 - C) * (255 - K) / 255}
   * rounded: the usual answer where no profile is applied. The decoder has undone Adobe's
   * inversion, so 255 is full ink.
   */
  private static void inksToRgb(byte[] inks, byte[] rgb, int offset) {
    int at = offset;
    for (int i = 0; i < inks.length; i += 4) {
      int light = 255 - (inks[i + 3] & 0xFF);
      rgb[at++] = (byte) (((255 - (inks[i] & 0xFF)) * light + 127) / 255);
      rgb[at++] = (byte) (((255 - (inks[i + 1] & 0xFF)) * light + 127) / 255);
      rgb[at++] = (byte) (((255 - (inks[i + 2] & 0xFF)) * light + 127) / 255);
    }
  }

  /**
   * Checks that the decoder delivered everything.
   *
   * @throws ImageFormatException if it warned or rows are missing
   */
  void checkComplete() {
    checkWarning();
    if (nextRow != getHeight()) {
      throw wrong("the decoder stopped after row " + nextRow);
    }
  }

  private void checkWarning() {
    if (warning != null) {
      throw wrong("the decoder warns: " + warning);
    }
  }

  private static ImageFormatException wrong(String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, "", ImageFormatException.NO_OFFSET, rule);
  }
}
