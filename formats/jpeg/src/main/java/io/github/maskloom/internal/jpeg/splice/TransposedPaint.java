package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.pipeline.Orientation;
import java.io.IOException;
import java.util.Arrays;

/**
 * Paint for an image whose stored rows are the columns that are seen.
 *
 * <p><b>Memory:</b> a group of columns of {@value PaintSpool#BLOCK_BYTES} bytes or a single one,
 * and what it is filled from.
 */
final class TransposedPaint extends SpooledPaint {
  private final boolean fromLast;
  private final int groupColumns;
  private byte[] group = new byte[0];
  private byte[] piece = new byte[0];

  /** The first column in the group. */
  private int first = -1;

  /** The row that was named last. */
  private int row = -1;

  TransposedPaint(
      PaintedRows upright, JpegHeader header, Orientation orientation, ImageLimits limits) {
    super(upright, header, orientation.reversesRows(), limits);
    fromLast = orientation.mirrorsRows();
    groupColumns = PaintSpool.linesWithin(width, height);
  }

  @Override
  PaintSpool taken(ImageLimits within) throws IOException {
    return PaintSpool.of(upright, height, width, true, within);
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
    for (int i = 0; i < paint.strips(); i++) {
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
    int top = PIXEL_BYTES * i * paint.stripRows();
    for (int column = from; column < end; column++) {
      int to = PIXEL_BYTES * width * (column - first) + top;
      System.arraycopy(piece, (column - from) * bytes, group, to, bytes);
    }
  }

  /** Hears of stored rows, and tells as large a share of those that are seen. */
  @Override
  public void done(int doneRows) throws IOException {
    upright.done((int) ((long) doneRows * width / height));
  }
}
