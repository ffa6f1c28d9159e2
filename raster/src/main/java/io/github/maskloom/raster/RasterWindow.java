package io.github.maskloom.raster;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A reused block of whole rows of an image: rows {@code [y, y + rows)} at full width.
 *
 * <p><b>Shape:</b> width x {@link #rows} x bands, pixel-interleaved, rows top to bottom without
 * padding. Sample {@code b} of pixel {@code x} in the window's row {@code r} stands at index {@code
 * r * rowSamples + x * bands + b} of the backing array.
 *
 * <p><b>Memory:</b> {@code capacityRows * rowBytes}, allocated once. <b>Ownership:</b> a window
 * handed to a {@link WindowSink} belongs to the sink only until the call returns; copy what must
 * outlive it. <b>Threads:</b> confined to one thread at a time.
 */
public final class RasterWindow {
  private final ImageGeometry geometry;
  private final int capacityRows;
  private final byte[] bytes;
  private final short[] shorts;
  private @Nullable WritableRaster raster;
  private int y;
  private int rows;

  /**
   * Allocates a window, which holds no row until {@link #place} says which.
   *
   * @param geometry the image the rows come from
   * @param capacityRows the most rows it can hold, at least 1; more than the image's height is cut
   *     to it
   * @throws IllegalArgumentException if {@code capacityRows} is not positive, or the samples of the
   *     window would not fit into an array
   */
  public RasterWindow(ImageGeometry geometry, int capacityRows) {
    checkArgument(capacityRows >= 1, "a window needs at least one row");
    this.geometry = geometry;
    this.capacityRows = Math.min(capacityRows, geometry.height());
    long samples = (long) geometry.rowSamples() * this.capacityRows;
    checkArgument(
        samples <= Integer.MAX_VALUE - 64, "a window of %s rows is too large", capacityRows);
    bytes = new byte[geometry.depth() == 8 ? (int) samples : 0];
    shorts = new short[geometry.depth() == 16 ? (int) samples : 0];
  }

  /** {@return the shape of the whole image that the rows belong to} */
  public ImageGeometry geometry() {
    return geometry;
  }

  /**
   * Makes sure that this is a window of an image.
   *
   * @param image the shape that the window should have
   * @throws IllegalArgumentException if the image has another shape
   */
  public void requireGeometry(ImageGeometry image) {
    checkArgument(geometry.equals(image), "a window of %s for an image of %s", geometry, image);
  }

  /** {@return the most rows this window can hold} */
  public int capacityRows() {
    return capacityRows;
  }

  /** {@return the image's row that stands first in the window; 0 until it is placed} */
  public int y() {
    return y;
  }

  /** {@return rows held now} Those beyond are undefined. */
  public int rows() {
    return rows;
  }

  /**
   * Says which rows the window holds now. Its samples stay.
   *
   * @param newY the image's row that stands first
   * @param newRows how many there are, from 0 on
   * @throws IllegalArgumentException if a number is negative, or the rows pass the window's
   *     capacity or the image's height; the window then stays as it was
   */
  public void place(int newY, int newRows) {
    checkArgument(
        newY >= 0 && newRows >= 0 && newRows <= capacityRows && newRows <= geometry.height() - newY,
        "rows [%s, +%s) are outside the window or the image",
        newY,
        newRows);
    y = newY;
    rows = newRows;
  }

  /**
   * {@return the samples as AWT sees them: a live view of {@code width} x {@code capacityRows}, of
   * which the first {@link #rows} are defined} Its own y starts at 0 and does not follow {@link
   * #y}.
   */
  public WritableRaster raster() {
    // Made when asked for: the first raster in a JVM loads much of AWT, which PNG does not need.
    if (raster == null) {
      raster = interleavedRaster();
    }
    return raster;
  }

  private WritableRaster interleavedRaster() {
    DataBuffer buffer =
        geometry.depth() == 8
            ? new DataBufferByte(bytes, bytes.length)
            : new DataBufferUShort(shorts, shorts.length);
    return Raster.createInterleavedRaster(
        buffer,
        geometry.width(),
        capacityRows,
        geometry.rowSamples(),
        geometry.bands(),
        IntStream.range(0, geometry.bands()).toArray(),
        null);
  }

  /**
   * {@return the live backing array of an image of depth 8, each an unsigned sample}
   *
   * @throws IllegalStateException at depth 16
   */
  public byte[] bytes() {
    checkState(geometry.depth() == 8, "samples of depth 16 are in shorts()");
    return bytes;
  }

  /**
   * {@return the live backing array of an image of depth 16, each an unsigned sample}
   *
   * @throws IllegalStateException at depth 8
   */
  public short[] shorts() {
    checkState(geometry.depth() == 16, "samples of depth 8 are in bytes()");
    return shorts;
  }

  /**
   * {@return the index in the backing array at which a row starts}
   *
   * @param row within this window, from 0; not checked
   */
  public int rowOffset(int row) {
    return row * geometry.rowSamples();
  }

  /**
   * Copies rows from another window of the same geometry.
   *
   * @param source of the same geometry, of which only the depth is checked; neither changed nor
   *     placed
   * @param sourceRow first row within {@code source}
   * @param targetRow first row within this window
   * @param count rows to copy; {@link #place} is the caller's
   * @throws IndexOutOfBoundsException if one of the windows has no room for them
   * @throws IllegalStateException if the source has another depth
   */
  public void copyRows(RasterWindow source, int sourceRow, int targetRow, int count) {
    Object from = geometry.depth() == 8 ? source.bytes() : source.shorts();
    Object to = geometry.depth() == 8 ? bytes : shorts;
    int rowSamples = geometry.rowSamples();
    System.arraycopy(from, sourceRow * rowSamples, to, targetRow * rowSamples, count * rowSamples);
  }
}
