package io.github.maskloom.internal.bmp;

import io.github.maskloom.format.ImageFile.Access;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.imageio.ImageIoRows;
import io.github.maskloom.internal.imageio.ReadPlan;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of a BMP of 16-bit pixels with alpha, such as A1R5G5B5 and A4R4G4B4: RGBA of 8 bits, each
 * field the nearest to its share of the field's largest value. The JDK's decoder drops such alpha.
 *
 * <p><b>Memory:</b> a row. The bytes stay the caller's.
 */
final class BmpFieldRows extends RowReader implements ImageIoRows {
  private static final int BANDS = 4;

  private final SeekableBytes bytes;
  private final BmpHeader header;
  private final ByteBuffer row;

  /** By band: from a field's value to a sample. */
  private final byte[][] samples = new byte[BANDS][];

  BmpFieldRows(SeekableBytes bytes, BmpHeader header) {
    super(ImageGeometry.of(header.width(), header.height(), BANDS, 8));
    this.bytes = bytes;
    this.header = header;
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
        BmpHeader.FORMAT, BmpHeader.MEDIA_TYPE, 1, Access.STREAMED, heldBytes(header.width()), 0);
  }

  @Override
  public ImageMetadata metadata() {
    return header.metadata();
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int i = 0; i < rows; i++) {
      bytes.read(header.rowAt(y + i), row.clear());
      expand(window.bytes(), window.rowOffset(i));
    }
  }

  private void expand(byte[] target, int offset) {
    for (int band = 0; band < BANDS; band++) {
      int mask = header.fields().get(band);
      int shift = shift(mask);
      byte[] scale = samples[band];
      int at = offset + band;
      for (int x = 0; x < header.width(); x++) {
        target[at] = scale[(row.getShort(2 * x) & mask) >>> shift];
        at += BANDS;
      }
    }
  }
}
