package io.github.maskloom.internal.jpeg;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.internal.imageio.FirstFailure;
import io.github.maskloom.internal.imageio.OneRowRaster;
import io.github.maskloom.internal.imageio.UninlinedSink;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Receives rows from the JDK's decoder, which sets them one by one, and passes them on in windows.
 * What follows a warning, the decoder made up: it fails, or is missing and black.
 *
 * <p><b>Memory:</b> a window and a row.
 */
final class DecodedRows extends OneRowRaster {
  /** What the IJG library says of data that end early, at an EOI marker. */
  private static final Pattern PREMATURE_END = Pattern.compile("premature end|marker 0xd9");

  private final RasterWindow window;
  private final WindowSink sink;
  private final boolean inks;
  private final FirstFailure failure;
  private final DamagePolicy damage;
  private final LongSupplier cutAt;

  private int nextRow;
  private int missingRows;
  private @Nullable String warning;

  /**
   * Rows for one image.
   *
   * @param failure told what the sink fails with
   * @param damage whether rows may be missing
   * @param cutAt where the file ends without its last marker; negative if it does not
   */
  DecodedRows(
      JpegHeader header,
      int windowRows,
      WindowSink sink,
      FirstFailure failure,
      DamagePolicy damage,
      LongSupplier cutAt) {
    super(header.width(), header.height(), header.components().size());
    this.window = new RasterWindow(header.geometry(), windowRows);
    this.sink = new UninlinedSink(sink);
    this.failure = failure;
    this.damage = damage;
    this.cutAt = cutAt;
    this.inks = header.encoding().hasInk();
  }

  /**
   * Makes the rest of the image fail: what follows a warning was made up by the decoder. Behind the
   * last row it tells of bytes that no sample depends on, such as the padding of some cameras.
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
    if (warning != null) {
      miss();
      return;
    }
    if (y != nextRow || source.getWidth() != getWidth()) {
      throw new IllegalStateException("the decoder left its order at row " + y);
    }
    byte[] row = row();
    source.getDataElements(source.getMinX(), source.getMinY(), getWidth(), 1, row);
    ImageGeometry geometry = window.geometry();
    int offset = window.rowOffset(y % window.capacityRows());
    if (inks) {
      inksToRgb(row, window.bytes(), offset);
    } else {
      System.arraycopy(row, 0, window.bytes(), offset, geometry.rowSamples());
    }
    deliver();
  }

  /** Takes the next row of the window as it stands. */
  private void deliver() throws IOException {
    int windowRow = nextRow % window.capacityRows();
    nextRow++;
    if (windowRow + 1 == window.capacityRows() || nextRow == getHeight()) {
      window.place(nextRow - 1 - windowRow, windowRow + 1);
      sink.accept(window);
    }
  }

  private void miss() throws IOException {
    if (damage == DamagePolicy.STRICT || nextRow == missingRows) {
      throw broken();
    }
    int offset = window.rowOffset(nextRow % window.capacityRows());
    Arrays.fill(window.bytes(), offset, offset + window.geometry().rowSamples(), (byte) 0);
    missingRows++;
    deliver();
  }

  /** Rows of an image that did not come; nothing follows them. */
  int missingRows() {
    return missingRows;
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
   * Ends the image: rows that did not come are missing.
   *
   * @param objection what the decoder failed with; empty if it did not
   * @throws ImageFormatException if they may not be
   */
  void finish(String objection) throws IOException {
    if (warning == null && nextRow < getHeight()) {
      warning = objection.isEmpty() ? "it stopped after row " + nextRow : objection;
    }
    while (nextRow < getHeight()) {
      miss();
    }
    if (warning != null && damage == DamagePolicy.STRICT) {
      throw broken();
    }
  }

  private ImageFormatException broken() {
    long end = cutAt.getAsLong();
    return end >= 0 && PREMATURE_END.matcher(String.valueOf(warning)).find()
        ? JpegInput.truncated(end)
        : wrong("the decoder warns: " + warning);
  }

  private static ImageFormatException wrong(String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, "", ImageFormatException.NO_OFFSET, rule);
  }
}
