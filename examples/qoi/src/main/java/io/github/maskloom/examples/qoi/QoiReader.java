package io.github.maskloom.examples.qoi;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.FormatInput.Kept;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A QOI, opened. Pixels are decoded as the file is read, into the caller's window.
 *
 * <p>A cut file is refused, or what is missing is transparent or black if reading is lenient. A
 * file that ends behind its last pixel lacks nothing.
 */
final class QoiReader extends RowReader implements ImageFile {
  private static final int HEADER_BYTES = 14;
  private static final byte[] END = {0, 0, 0, 0, 0, 0, 0, 1};

  private final InputStream in;
  private final DamagePolicy damage;
  private final byte[] buffer = new byte[QoiPixel.BUFFER_BYTES];
  private final int[] seen = new int[QoiPixel.SEEN];
  private ImageMetadata metadata;
  private int position;
  private int limit;
  private long bufferOffset = HEADER_BYTES;
  private int pixel = QoiPixel.START;
  private int run;
  private int missingRows;

  private QoiReader(
      ImageGeometry geometry, ImageMetadata metadata, InputStream in, DamagePolicy damage) {
    super(geometry);
    this.metadata = metadata;
    this.in = in;
    this.damage = damage;
  }

  static QoiReader open(FormatInput input) throws IOException {
    InputStream in = input.inOrder();
    byte[] header = in.readNBytes(HEADER_BYTES);
    require(header.length == HEADER_BYTES, header.length, "the header is cut short");
    ByteBuffer fields = ByteBuffer.wrap(header);
    long width = Integer.toUnsignedLong(fields.getInt(4));
    long height = Integer.toUnsignedLong(fields.getInt(8));
    int bands = header[12];
    int colors = header[13];
    require(width > 0 && height > 0, 4, "a side has no pixels");
    require(bands == 3 || bands == 4, 12, "there are 3 or 4 channels, not " + bands);
    require(colors == 0 || colors == 1, 13, "the color space is 0 or 1, not " + colors);
    input.checkSize(width, height);
    boolean linear = colors == 1 && input.kept() != Kept.NOTHING;
    return new QoiReader(
        ImageGeometry.of((int) width, (int) height, bands, 8),
        linear ? QoiPixel.LINEAR : ImageMetadata.NONE,
        in,
        input.damage());
  }

  private static void require(boolean holds, long offset, String rule) {
    if (!holds) {
      throw ImageFormatException.at("QOI", "header", offset, rule);
    }
  }

  @Override
  public WindowReader rows() {
    return this;
  }

  @Override
  public ImageMetadata metadata() {
    return metadata;
  }

  @Override
  public void forgetMetadata() {
    metadata = ImageMetadata.NONE;
  }

  @Override
  public long heapBytes() {
    return QoiPixel.HEAP_BYTES;
  }

  @Override
  public int missingRows() {
    return missingRows;
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      int from = window.rowOffset(row);
      if (missingRows > 0 || !decodeRow(window.bytes(), from)) {
        miss(y + row);
        Arrays.fill(window.bytes(), from, from + geometry().rowSamples(), (byte) 0);
      }
    }
    if (rows == 0 && damage == DamagePolicy.STRICT) {
      checkEnd();
    }
  }

  private void miss(int y) {
    if (damage == DamagePolicy.STRICT || y == 0) {
      throw broken("the file ends in row " + y);
    }
    missingRows++;
  }

  /** Decodes a row; false if the file ends before. */
  private boolean decodeRow(byte[] samples, int from) throws IOException {
    int bands = geometry().bands();
    int end = from + geometry().rowSamples();
    for (int at = from; at < end; at += bands) {
      if (run > 0) {
        run--;
      } else if (!decodeChunk()) {
        return false;
      }
      QoiPixel.put(pixel, samples, at, bands);
    }
    return true;
  }

  private boolean decodeChunk() throws IOException {
    fetch(QoiPixel.MAX_CHUNK_BYTES);
    if (position == limit || limit - position < QoiPixel.chunkBytes(buffer[position])) {
      return false;
    }
    int tag = next();
    if (tag == QoiPixel.RGB) {
      pixel = QoiPixel.of(next(), next(), next(), pixel);
    } else if (tag == QoiPixel.RGBA) {
      pixel = QoiPixel.of(next(), next(), next(), next());
    } else {
      decodeShort(tag & 0xC0, tag & 0x3F);
    }
    seen[QoiPixel.place(pixel)] = pixel;
    return true;
  }

  private void decodeShort(int kind, int value) {
    switch (kind) {
      case QoiPixel.INDEX -> pixel = seen[value];
      case QoiPixel.DIFF ->
          pixel = QoiPixel.plus(pixel, (value >> 4) - 2, (value >> 2 & 3) - 2, (value & 3) - 2);
      case QoiPixel.LUMA -> {
        int green = value - 32;
        int others = next();
        pixel = QoiPixel.plus(pixel, green - 8 + (others >> 4), green, green - 8 + (others & 15));
      }
      default -> run = value;
    }
  }

  private int next() {
    return buffer[position++] & 0xFF;
  }

  /** Makes sure that so many bytes are in the buffer, if the file has as many. */
  private void fetch(int bytes) throws IOException {
    if (limit - position < bytes) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      bufferOffset += position;
      limit -= position;
      position = 0;
      limit += in.readNBytes(buffer, limit, buffer.length - limit);
    }
  }

  private void checkEnd() throws IOException {
    if (run > 0) {
      throw broken("a run goes on behind the last pixel");
    }
    fetch(END.length);
    int there = Math.min(END.length, limit - position);
    if (!Arrays.equals(buffer, position, position + there, END, 0, there)) {
      throw broken("the end marker does not follow the last pixel");
    }
  }

  private ImageFormatException broken(String rule) {
    return ImageFormatException.at("QOI", "pixels", bufferOffset + position, rule);
  }
}
