package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.pipeline.Orientation;
import java.io.IOException;
import java.util.Arrays;

/** Paint for an image that is stored from its last row up. */
final class ReversedPaint extends SpooledPaint {
  /** The strip in memory. */
  private byte[] pixels = new byte[0];

  private int strip = -1;

  /** The row that was named last. */
  private int row = -1;

  ReversedPaint(
      PaintedRows upright, JpegHeader header, Orientation orientation, ImageLimits limits) {
    super(upright, header, orientation.mirrorsRows(), limits);
  }

  @Override
  PaintSpool taken(ImageLimits within) throws IOException {
    return PaintSpool.of(upright, width, height, false, within);
  }

  @Override
  public int nextRow() throws IOException {
    PaintSpool paint = spool();
    row++;
    while (row < height) {
      int i = (height - 1 - row) / paint.stripRows();
      if (paint.left(i) < paint.end(i)) {
        return row;
      }
      row = height - i * paint.stripRows();
    }
    return height;
  }

  @Override
  void take(byte[] target, int offset) throws IOException {
    PaintSpool paint = spool();
    int seen = height - 1 - row;
    int i = seen / paint.stripRows();
    int lineBytes = PIXEL_BYTES * (paint.end(i) - paint.left(i));
    if (i != strip) {
      int bytes = lineBytes * paint.rows(i);
      pixels = pixels.length < bytes ? new byte[bytes] : pixels;
      paint.read(i, 0, pixels, bytes);
      strip = i;
    }
    Arrays.fill(target, offset, offset + PIXEL_BYTES * width, (byte) 0);
    int from = (seen - i * paint.stripRows()) * lineBytes;
    System.arraycopy(pixels, from, target, offset + PIXEL_BYTES * paint.left(i), lineBytes);
  }
}
