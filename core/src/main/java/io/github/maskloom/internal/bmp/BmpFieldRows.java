package io.github.maskloom.internal.bmp;

import io.github.maskloom.image.DecodeMode;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.internal.pipeline.SeekableBytes;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of a BMP of 16-bit pixels with alpha, such as A1R5G5B5 and A4R4G4B4: RGBA of 8 bits, each
 * field the nearest to its share of the field's largest value. The JDK's decoder drops such alpha.
 *
 * <p><b>Memory:</b> a row. The bytes stay the caller's.
 */
final class BmpFieldRows implements ImageIoRows, WindowReader {
  private static final int BANDS = 4;

  private final SeekableBytes bytes;
  private final BmpHeader header;
  private final ImageGeometry geometry;
  private final ByteBuffer row;

  /** By band: from a field's value to a sample. */
  private final byte[][] samples = new byte[BANDS][];

  private int nextY;
  private boolean dead;

  BmpFieldRows(SeekableBytes bytes, BmpHeader header) {
    this.bytes = bytes;
    this.header = header;
    geometry = ImageGeometry.of(header.width(), header.height(), BANDS, 8);
    row = ByteBuffer.allocate(2 * header.width()).order(ByteOrder.LITTLE_ENDIAN);
    for (int band = 0; band < BANDS; band++) {
      samples[band] = scale(header.fields().get(band));
    }
  }

  private static byte[] scale(int mask) {
    int max = mask >>> shift(mask);
    byte[] scale = new byte[max + 1];
    for (int value = 1; value <= max; value++) {
      scale[value] = (byte) ((value * 255 + max / 2) / max);
    }
    return scale;
  }

  private static int shift(int mask) {
    return mask == 0 ? 0 : Integer.numberOfTrailingZeros(mask);
  }

  /** Heap that reading takes beside a window. */
  static long heldBytes(int width) {
    return 2L * width + BANDS * (1 << 16);
  }

  @Override
  public ReadPlan plan() {
    return new ReadPlan(
        BmpHeader.FORMAT,
        BmpHeader.MEDIA_TYPE,
        1,
        DecodeMode.STREAMED,
        heldBytes(header.width()),
        0);
  }

  @Override
  public ImageGeometry geometry() {
    return geometry;
  }

  @Override
  public ImageMetadata metadata() {
    return header.metadata();
  }

  @Override
  public int read(RasterWindow window) throws IOException {
    if (dead) {
      throw new IllegalStateException("the reader failed before or is closed");
    }
    dead = true;
    int rows = Math.min(window.capacityRows(), geometry.height() - nextY);
    for (int i = 0; i < rows; i++) {
      bytes.read(header.rowAt(nextY + i), row.clear());
      expand(window.bytes(), window.rowOffset(i));
    }
    window.place(nextY, rows);
    nextY += rows;
    dead = false;
    return rows;
  }

  private void expand(byte[] target, int offset) {
    for (int band = 0; band < BANDS; band++) {
      int mask = header.fields().get(band);
      int shift = shift(mask);
      byte[] scale = samples[band];
      int at = offset + band;
      for (int x = 0; x < geometry.width(); x++) {
        target[at] = scale[(row.getShort(2 * x) & mask) >>> shift];
        at += BANDS;
      }
    }
  }

  @Override
  public void close() {
    dead = true;
  }
}
