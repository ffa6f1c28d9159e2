package io.github.maskloom.internal.png;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.deflate.DeflateEncoder;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;

/**
 * Writes a PNG that is not interlaced (PNG 3rd edition).
 *
 * <p>How rows are grouped into windows does not change a byte. <b>Shape:</b> 1 to 4 bands of 8 or
 * 16 bits become gray, gray+alpha, RGB or RGBA of the same depth. <b>Memory:</b> {@value #ROWS}
 * rows and {@value #HEAP_BYTES} bytes, at the most. <b>Ownership:</b> the stream stays the caller's
 * and is neither flushed nor closed.
 */
public final class PngWriter implements WindowSink {
  private static final ColorType[] TYPE_OF_BANDS = {
    ColorType.GRAY, ColorType.GRAY_ALPHA, ColorType.RGB, ColorType.RGBA
  };

  private static final long HEAP_BYTES = 900 << 10;
  private static final int ROWS = 3;

  private final ImageGeometry geometry;
  private final ImageMetadata metadata;
  private final Clock clock;
  private final ChunkWriter chunks;
  private final ChunkWriter.IdatWriter idat;
  private final DeflateEncoder deflater;
  private final RowFilter filter;
  private int y;
  private boolean dead;

  /**
   * A writer that writes nothing yet.
   *
   * @param out takes the file, in pieces of up to 64 KiB
   * @param geometry of the image; alpha must be straight, as PNG stores it
   * @param metadata what travels along, except a color profile that does not fit the bands
   * @throws IllegalArgumentException if alpha is premultiplied
   */
  public PngWriter(OutputStream out, ImageGeometry geometry, ImageMetadata metadata) {
    this(out, geometry, metadata, Clock.systemUTC());
  }

  /** Heap that writing takes. */
  public static long heapBytes(ImageGeometry geometry) {
    return HEAP_BYTES + (long) ROWS * geometry.rowBytes();
  }

  PngWriter(OutputStream out, ImageGeometry geometry, ImageMetadata metadata, Clock clock) {
    this.geometry = geometry;
    this.metadata = metadata;
    this.clock = clock;
    this.filter = new RowFilter(geometry.rowBytes(), geometry.bands() * (geometry.depth() / 8));
    this.chunks = new ChunkWriter(out);
    this.idat = new ChunkWriter.IdatWriter(chunks);
    this.deflater = new DeflateEncoder(idat, DeflateEncoder.MatchMode.AUTO);
  }

  /**
   * Compresses the next rows.
   *
   * @throws IOException if they cannot be written; the writer is dead afterwards
   * @throws IllegalStateException if it failed before or is finished
   * @throws IllegalArgumentException if these are not the next rows of the image
   */
  @Override
  public void accept(RasterWindow window) throws IOException {
    requireAlive();
    if (!window.geometry().equals(geometry) || window.y() != y || window.rows() == 0) {
      throw new IllegalArgumentException(
          "row " + window.y() + " of " + window.geometry() + ", not row " + y + " of " + geometry);
    }
    dead = true;
    if (y == 0) {
      begin(chunks, geometry, metadata, clock.instant());
    }
    for (int row = 0; row < window.rows(); row++) {
      copyRow(window, window.rowOffset(row));
      deflater.write(filter.filter(), 0, filter.filteredBytes());
    }
    y += window.rows();
    dead = false;
  }

  /**
   * Writes what follows the last row.
   *
   * @throws IOException if it cannot be written
   * @throws IllegalStateException if rows are missing, or the writer failed or is finished
   */
  public void finish() throws IOException {
    requireAlive();
    dead = true;
    checkState(y >= geometry.height(), "%s of %s rows were written", y, geometry.height());
    deflater.finish();
    idat.finish();
    end(chunks);
  }

  private void requireAlive() {
    checkState(!dead, "this PNG writer failed or is finished");
  }

  /**
   * Writes what stands before the data.
   *
   * @param now the time of change that is written if there is one to be renewed
   */
  public static void begin(
      ChunkWriter chunks, ImageGeometry geometry, ImageMetadata metadata, Instant now)
      throws IOException {
    chunks.writeSignature();
    chunks.write(ChunkType.IHDR, header(geometry));
    new MetadataWriter(chunks).write(metadata, geometry, now);
  }

  /** Writes what stands behind the data. */
  public static void end(ChunkWriter chunks) throws IOException {
    chunks.write(ChunkType.IEND, new byte[0]);
  }

  private static byte[] header(ImageGeometry geometry) {
    return ByteBuffer.allocate(PngHeader.BYTES)
        .putInt(geometry.width())
        .putInt(geometry.height())
        .put((byte) geometry.depth())
        .put((byte) TYPE_OF_BANDS[geometry.bands() - 1].code())
        .array();
  }

  private void copyRow(RasterWindow window, int offset) {
    if (geometry.depth() == 8) {
      System.arraycopy(window.bytes(), offset, filter.row(), filter.start(), geometry.rowSamples());
    } else {
      ByteBuffer.wrap(filter.row(), filter.start(), geometry.rowBytes())
          .asShortBuffer()
          .put(window.shorts(), offset, geometry.rowSamples());
    }
  }
}
