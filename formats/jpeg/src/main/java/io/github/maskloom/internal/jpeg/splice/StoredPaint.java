package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.pipeline.Orientation;
import java.io.Closeable;
import java.io.IOException;
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

  final PaintedRows upright;
  final Orientation orientation;

  /** Pixels of a stored row, and stored rows. */
  final int width;

  final int height;

  private final ImageLimits limits;
  private @Nullable PaintSpool spool;

  private StoredPaint(PaintedRows upright, JpegHeader header, ImageLimits limits) {
    this.upright = upright;
    this.limits = limits;
    orientation = Orientation.of(header.orientation());
    width = header.width();
    height = header.height();
  }

  /** Paint in the order of a file. */
  static StoredPaint of(PaintedRows upright, JpegHeader header, ImageLimits limits) {
    if (!isSpooled(header)) {
      return new StoredPaint(upright, header, limits);
    }
    return Orientation.of(header.orientation()).swapsSides()
        ? new Transposed(upright, header, limits)
        : new Reversed(upright, header, limits);
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
    if (orientation.swapsSides() ? orientation.reversesRows() : orientation.mirrorsRows()) {
      int left = offset;
      int right = offset + PIXEL_BYTES * (width - 1);
      for (; left < right; left += PIXEL_BYTES, right -= PIXEL_BYTES) {
        int pixel = (int) PaintBand.INT.get(target, left);
        PaintBand.INT.set(target, left, (int) PaintBand.INT.get(target, right));
        PaintBand.INT.set(target, right, pixel);
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

  /** The temporary file, which is made when it is first asked for. */
  final PaintSpool spool() throws IOException {
    PaintSpool spooled = spool;
    if (spooled == null) {
      boolean turned = orientation.swapsSides();
      int across = turned ? height : width;
      spooled = PaintSpool.of(upright, across, turned ? width : height, turned, limits);
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

  /** Paint for an image that is stored from its last row up. */
  private static final class Reversed extends StoredPaint {
    /** The row that was named last. */
    private int row = -1;

    /** The strip in memory. */
    private byte[] pixels = new byte[0];

    private int strip = -1;

    Reversed(PaintedRows upright, JpegHeader header, ImageLimits limits) {
      super(upright, header, limits);
    }

    @Override
    public int nextRow() throws IOException {
      PaintSpool paint = spool();
      row++;
      while (row < height) {
        int i = (height - 1 - row) / paint.stripRows;
        if (paint.lefts[i] < paint.ends[i]) {
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
      int lineBytes = PIXEL_BYTES * (paint.ends[i] - paint.lefts[i]);
      if (i != strip) {
        int bytes = lineBytes * paint.rows(i);
        pixels = pixels.length < bytes ? new byte[bytes] : pixels;
        paint.read(i, 0, pixels, bytes);
        strip = i;
      }
      Arrays.fill(target, offset, offset + PIXEL_BYTES * width, (byte) 0);
      int from = (seen - i * paint.stripRows) * lineBytes;
      System.arraycopy(pixels, from, target, offset + PIXEL_BYTES * paint.lefts[i], lineBytes);
    }
  }

  /**
   * Paint for an image whose stored rows are the columns that are seen.
   *
   * <p><b>Memory:</b> a group of columns of {@value PaintSpool#BLOCK_BYTES} bytes or a single one,
   * and what it is filled from.
   */
  private static final class Transposed extends StoredPaint {
    /** The row that was named last. */
    private int row = -1;

    private final int groupColumns;
    private byte[] group = new byte[0];
    private byte[] piece = new byte[0];

    /** The first column in the group. */
    private int first = -1;

    Transposed(PaintedRows upright, JpegHeader header, ImageLimits limits) {
      super(upright, header, limits);
      groupColumns = PaintSpool.linesWithin(width, height);
    }

    @Override
    public int nextRow() throws IOException {
      PaintSpool paint = spool();
      row++;
      while (row < height && (column() < paint.left || column() >= paint.end)) {
        row++;
      }
      return row;
    }

    private int column() {
      return orientation.mirrorsRows() ? height - 1 - row : row;
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
        int from = Math.max(first, paint.lefts[i]);
        int end = Math.min(first + groupColumns, paint.ends[i]);
        if (from < end) {
          load(paint, i, from, end);
        }
      }
    }

    private void load(PaintSpool paint, int i, int from, int end) throws IOException {
      int bytes = PIXEL_BYTES * paint.rows(i);
      paint.read(i, (from - paint.lefts[i]) * bytes, piece, (end - from) * bytes);
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
