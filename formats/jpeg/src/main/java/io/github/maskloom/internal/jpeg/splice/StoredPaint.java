package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.pipeline.Orientation;
import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Paint for an image as it is seen, by rows of the image as it is stored: the inverse of what
 * EXIF's orientation asks for.
 *
 * <p>Mirrored rows stream. What is turned or flipped top to bottom goes through a temporary file
 * when the first row is asked for. <b>Ownership:</b> closing deletes that file; the paint stays the
 * caller's.
 */
class StoredPaint implements PaintedRows, Closeable {
  static final int PIXEL_BYTES = 4;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  final PaintedRows upright;
  private final int width;
  private final boolean mirrored;

  /**
   * Paint whose rows are in order.
   *
   * @param width of the stored image
   * @param mirrored whether the pixels of every row are to be reversed
   */
  StoredPaint(PaintedRows upright, int width, boolean mirrored) {
    this.upright = upright;
    this.width = width;
    this.mirrored = mirrored;
  }

  /** Paint in the order of a file. */
  static StoredPaint of(PaintedRows upright, JpegHeader header, ImageLimits limits) {
    Orientation orientation = Orientation.of(header.orientation());
    if (orientation.swapsSides()) {
      return new TransposedPaint(upright, header, orientation, limits);
    }
    return orientation.reversesRows()
        ? new ReversedPaint(upright, header, orientation, limits)
        : new StoredPaint(upright, header.width(), orientation.mirrorsRows());
  }

  private static boolean isSpooled(JpegHeader header) {
    Orientation orientation = Orientation.of(header.orientation());
    return orientation.swapsSides() || orientation.reversesRows();
  }

  /** Heap that turning takes. */
  static long heapBytes(JpegHeader header) {
    if (!isSpooled(header)) {
      return 0;
    }
    return Orientation.of(header.orientation()).swapsSides()
        ? PaintSpool.heapBytes(header.height(), header.width(), true)
        : PaintSpool.heapBytes(header.width(), header.height(), false);
  }

  /** Bytes of the temporary file: those of all pixels, if all are painted. */
  static long spoolBytes(JpegHeader header) {
    return isSpooled(header) ? (long) PIXEL_BYTES * header.width() * header.height() : 0;
  }

  @Override
  public int nextRow() throws IOException {
    return upright.nextRow();
  }

  @Override
  public final void read(byte[] target, int offset) throws IOException {
    take(target, offset);
    if (mirrored) {
      int left = offset;
      int right = offset + PIXEL_BYTES * (width - 1);
      for (; left < right; left += PIXEL_BYTES, right -= PIXEL_BYTES) {
        int pixel = (int) INT.get(target, left);
        INT.set(target, left, (int) INT.get(target, right));
        INT.set(target, right, pixel);
      }
    }
  }

  /** Gives the row that {@link #nextRow} named, before it is mirrored. */
  void take(byte[] target, int offset) throws IOException {
    upright.read(target, offset);
  }

  @Override
  public BlendMode mode() {
    return upright.mode();
  }

  @Override
  public void done(int doneRows) throws IOException {
    upright.done(doneRows);
  }

  @Override
  public void close() throws IOException {}
}
