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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Pixels of a stored row. */
  final int width;

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
      return new Transposed(upright, header, orientation, limits);
    }
    return orientation.reversesRows()
        ? new Reversed(upright, header, orientation, limits)
        : new StoredPaint(upright, header.width(), orientation.mirrorsRows());
  }

  private static boolean isSpooled(JpegHeader header) {
    Orientation orientation = Orientation.of(header.orientation());
    return orientation.swapsSides() || orientation.reversesRows();
  }

  /** Heap that turning takes. */
  static long heapBytes(JpegHeader header) {
    if (Orientation.of(header.orientation()).swapsSides()) {
      return PaintSpool.heapBytes(header.height(), header.width(), true);
    }
    return isSpooled(header) ? PaintSpool.heapBytes(header.width(), header.height(), false) : 0;
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

  /** Paint that cannot be had in the order of a file, and so goes through a temporary one. */
  private abstract static class Spooled extends StoredPaint {
    /** Stored rows. */
    final int height;

    /** The row that was named last. */
    int row = -1;

    private final boolean swapped;
    private final ImageLimits limits;
    private @Nullable PaintSpool spool;

    /** Paint whose columns are the stored rows if sides are swapped. */
    Spooled(
        PaintedRows upright,
        JpegHeader header,
        boolean mirrored,
        boolean swapped,
        ImageLimits limits) {
      super(upright, header.width(), mirrored);
      height = header.height();
      this.swapped = swapped;
      this.limits = limits;
    }

    /** The temporary file, which is made when it is first asked for. */
    final PaintSpool spool() throws IOException {
      PaintSpool spooled = spool;
      if (spooled == null) {
        spooled =
            swapped
                ? PaintSpool.of(upright, height, width, true, limits)
                : PaintSpool.of(upright, width, height, false, limits);
        spool = spooled;
      }
      return spooled;
    }

    @Override
    public final void close() throws IOException {
      if (spool != null) {
        spool.close();
      }
    }
  }

  /** Paint for an image that is stored from its last row up. */
  private static final class Reversed extends Spooled {
    /** The strip in memory. */
    private byte[] pixels = new byte[0];

    private int strip = -1;

    Reversed(PaintedRows upright, JpegHeader header, Orientation orientation, ImageLimits limits) {
      super(upright, header, orientation.mirrorsRows(), false, limits);
    }

    @Override
    public int nextRow() throws IOException {
      PaintSpool paint = spool();
      row++;
      while (row < height) {
        int i = (height - 1 - row) / paint.stripRows;
        if (paint.left(i) < paint.end(i)) {
          return row;
        }
        row = height - i * paint.stripRows;
      }
      return height;
    }

    @Override
    void take(byte[] target, int offset) throws IOException {
      PaintSpool paint = spool();
      int seen = height - 1 - row;
      int i = seen / paint.stripRows;
      int lineBytes = PIXEL_BYTES * (paint.end(i) - paint.left(i));
      if (i != strip) {
        int bytes = lineBytes * paint.rows(i);
        pixels = pixels.length < bytes ? new byte[bytes] : pixels;
        paint.read(i, 0, pixels, bytes);
        strip = i;
      }
      Arrays.fill(target, offset, offset + PIXEL_BYTES * width, (byte) 0);
      int from = (seen - i * paint.stripRows) * lineBytes;
      System.arraycopy(pixels, from, target, offset + PIXEL_BYTES * paint.left(i), lineBytes);
    }
  }

  /**
   * Paint for an image whose stored rows are the columns that are seen.
   *
   * <p><b>Memory:</b> a group of columns of {@value PaintSpool#BLOCK_BYTES} bytes or a single one,
   * and what it is filled from.
   */
  private static final class Transposed extends Spooled {
    private final boolean fromLast;
    private final int groupColumns;
    private byte[] group = new byte[0];
    private byte[] piece = new byte[0];

    /** The first column in the group. */
    private int first = -1;

    Transposed(
        PaintedRows upright, JpegHeader header, Orientation orientation, ImageLimits limits) {
      super(upright, header, orientation.reversesRows(), true, limits);
      fromLast = orientation.mirrorsRows();
      groupColumns = PaintSpool.linesWithin(width, height);
    }

    @Override
    public int nextRow() throws IOException {
      PaintSpool paint = spool();
      row++;
      while (row < height && (column() < paint.left() || column() >= paint.end())) {
        row++;
      }
      return row;
    }

    private int column() {
      return fromLast ? height - 1 - row : row;
    }

    @Override
    void take(byte[] target, int offset) throws IOException {
      int column = column();
      if (column / groupColumns * groupColumns != first) {
        first = column / groupColumns * groupColumns;
        load(spool());
      }
      int bytes = PIXEL_BYTES * width;
      System.arraycopy(group, (column - first) * bytes, target, offset, bytes);
    }

    private void load(PaintSpool paint) throws IOException {
      if (group.length == 0) {
        group = new byte[PIXEL_BYTES * width * groupColumns];
        piece = new byte[PIXEL_BYTES * paint.rows(0) * groupColumns];
      }
      Arrays.fill(group, (byte) 0);
      for (int i = 0; i < paint.starts.length; i++) {
        int from = Math.max(first, paint.left(i));
        int end = Math.min(first + groupColumns, paint.end(i));
        if (from < end) {
          load(paint, i, from, end);
        }
      }
    }

    private void load(PaintSpool paint, int i, int from, int end) throws IOException {
      int bytes = PIXEL_BYTES * paint.rows(i);
      paint.read(i, (from - paint.left(i)) * bytes, piece, (end - from) * bytes);
      int top = PIXEL_BYTES * i * paint.stripRows;
      for (int column = from; column < end; column++) {
        int to = PIXEL_BYTES * width * (column - first) + top;
        System.arraycopy(piece, (column - from) * bytes, group, to, bytes);
      }
    }

    /** Takes the number of stored rows, and passes on the same share of those that are seen. */
    @Override
    public void done(int doneRows) throws IOException {
      upright.done((int) ((long) doneRows * width / height));
    }
  }
}
