package io.github.maskloom.classic;

import com.google.common.io.Closer;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.pipeline.RowBytes;
import io.github.maskloom.internal.pipeline.SpoolFile;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an image in tiles of which a row would be too much to hold: the first read decodes them
 * one by one into a temporary file, tile after tile, from which rows are then put together.
 *
 * <p>Owns the decoder, which it closes as soon as it is used up, and the file. <b>Memory:</b> a
 * tile and what the decoder needs for it, then as much as a window.
 */
final class TiledRows extends PlannedRows {
  private final Closer resources = Closer.create();
  private final ImageIoDecoder decoder;
  private final TiffHeader header;
  private final TiffBlocks blocks;
  private final ImageLimits limits;
  private final CancelSignal cancel;
  private final int pixelBytes;

  private @Nullable SpoolFile spool;
  private byte[] piece = new byte[0];

  TiledRows(
      ImageIoDecoder decoder,
      ImageGeometry geometry,
      Plan plan,
      TiffHeader header,
      TiffBlocks blocks,
      ImageLimits limits,
      CancelSignal cancel) {
    super(geometry, plan);
    this.decoder = resources.register(decoder);
    this.header = header;
    this.blocks = blocks;
    this.limits = limits;
    this.cancel = cancel;
    pixelBytes = geometry.bands() * geometry.depth() / 8;
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    SpoolFile tiles = spooled();
    for (int row = 0; row < rows; ) {
      row += copy(tiles, y + row, rows - row, window, row);
    }
  }

  private SpoolFile spooled() throws IOException {
    SpoolFile tiles = spool;
    if (tiles == null) {
      tiles = resources.register(SpoolFile.create(limits));
      spool = tiles;
      for (int y = 0; y < geometry().height(); y += header.blockHeight()) {
        for (int x = 0; x < geometry().width(); x += header.blockWidth()) {
          cancel.throwIfCancelled();
          decode(x, y, tiles);
        }
      }
      decoder.close();
    }
    return tiles;
  }

  private void decode(int x, int y, SpoolFile tiles) throws IOException {
    Rectangle region = new Rectangle(x, y, tileWidth(x), tileHeight(y));
    BufferedImage tile = blocks.read(region);
    decoder.checkWarning();
    RasterSamples samples =
        RasterSamples.of(TiffDirectory.FORMAT, tile, region.width, region.height);
    RasterWindow row = new RasterWindow(geometry().withSize(region.width, region.height), 1);
    byte[] stored = new byte[region.width * region.height * pixelBytes];
    int rowBytes = region.width * pixelBytes;
    for (int i = 0; i < region.height; i++) {
      samples.copy(tile.getRaster(), i, row, 0);
      RowBytes.copyOut(row, 0, row.geometry().rowSamples(), stored, i * rowBytes);
    }
    tiles.append(ByteBuffer.wrap(stored));
  }

  private int tileWidth(int x) {
    return Math.min(header.blockWidth(), geometry().width() - x);
  }

  private int tileHeight(int y) {
    return Math.min(header.blockHeight(), geometry().height() - y);
  }

  /** Copies rows from one row of tiles; returns how many. */
  private int copy(SpoolFile tiles, int y, int maxRows, RasterWindow window, int windowRow)
      throws IOException {
    int top = y - y % header.blockHeight();
    int height = tileHeight(top);
    int rows = Math.min(maxRows, top + height - y);
    long tilesAt = (long) top * geometry().width() * pixelBytes;
    for (int x = 0; x < geometry().width(); x += header.blockWidth()) {
      int rowBytes = tileWidth(x) * pixelBytes;
      long tileAt = tilesAt + (long) x * height * pixelBytes;
      read(tiles, tileAt + (long) (y - top) * rowBytes, rows * rowBytes);
      for (int row = 0; row < rows; row++) {
        RowBytes.copyIn(
            piece,
            row * rowBytes,
            window,
            window.rowOffset(windowRow + row) + x * geometry().bands(),
            tileWidth(x) * geometry().bands());
      }
    }
    return rows;
  }

  private void read(SpoolFile tiles, long position, int bytes) throws IOException {
    if (piece.length < bytes) {
      piece = new byte[bytes];
    }
    tiles.read(position, ByteBuffer.wrap(piece, 0, bytes));
  }

  @Override
  public void close() throws IOException {
    super.close();
    resources.close();
  }
}
