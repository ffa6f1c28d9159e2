package io.github.maskloom.classic;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.limits.LimitCheck;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows of a BMP file without run lengths, read a few at a time, wherever they stand. Pixels of up
 * to 8 bits are expanded as {@link PaletteRows} does. Bit fields become RGB or RGBA of 8 bits, each
 * the nearest to its share of the field's largest value.
 *
 * <p><b>Memory:</b> 256 KiB, or a row if that is more. The bytes stay the caller's.
 */
final class BmpReader extends PlannedRows {
  private static final int BLOCK_BYTES = 1 << 18;

  private final SeekableBytes bytes;
  private final BmpHeader header;
  private final int rowBytes;
  private final int[] colors;
  private final Field[] fields;

  private ByteBuffer block = ByteBuffer.allocate(0);
  private int top;
  private int rows;

  private BmpReader(SeekableBytes bytes, BmpHeader header, Plan plan) throws IOException {
    super(geometry(header), plan);
    this.bytes = bytes;
    this.header = header;
    rowBytes = (int) header.rowBytes();
    colors = header.bits() <= 8 ? PaletteRows.padded(header.colors()) : new int[0];
    fields = new Field[header.isDeep() ? geometry().bands() : 0];
    for (int band = 0; band < fields.length; band++) {
      fields[band] = new Field(header.field(band));
    }
  }

  /** Opens a file; the caller closes the rows, and after them the bytes. */
  static PlannedRows open(
      SeekableBytes bytes, BmpHeader header, ImageLimits limits, CancelSignal cancel)
      throws IOException {
    boolean spooled = header.runLengths();
    Plan plan =
        new Plan(
            BmpHeader.FORMAT,
            "image/bmp",
            header.metadata(limits),
            1,
            false,
            spooled ? 0 : blockRows(header) * header.rowBytes(),
            spooled ? (long) header.width() * header.height() : 0);
    LimitCheck.heldBytes(limits, plan.heldBytes());
    LimitCheck.spoolBytes(limits, plan.spoolBytes());
    return spooled
        ? new RunLengths(bytes, header, plan, limits, cancel)
        : new BmpReader(bytes, header, plan);
  }

  private static ImageGeometry geometry(BmpHeader header) throws IOException {
    int bands = header.isDeep() && header.field(3) != 0 ? 4 : 3;
    if (header.bits() <= 8) {
      int[] palette = header.colors();
      int named = 1 << header.bits();
      boolean whole = palette.length >= named;
      bands = whole && RasterSamples.isRamp(Arrays.copyOf(palette, named)) ? 1 : 3;
    }
    return ImageGeometry.of(header.width(), header.height(), bands, 8);
  }

  private static int blockRows(BmpHeader header) {
    return (int) Math.max(1, Math.min(header.height(), BLOCK_BYTES / header.rowBytes()));
  }

  @Override
  protected void fill(RasterWindow window, int y, int count) throws IOException {
    for (int row = 0; row < count; row++) {
      int from = rowAt(y + row);
      int at = window.rowOffset(row);
      switch (header.bits()) {
        case 1, 4, 8 -> copyIndices(from, window.bytes(), at);
        case 24 -> copyBytes(from, window.bytes(), at);
        default -> copyFields(from, window.bytes(), at);
      }
    }
  }

  /** Where a row stands in the block, which is read if it does not hold the row. */
  private int rowAt(int y) throws IOException {
    if (y >= top + rows) {
      rows = Math.min(blockRows(header), header.height() - y);
      top = y;
      if (block.capacity() == 0) {
        block = ByteBuffer.allocate(rows * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
      }
      long first = header.topDown() ? y : (long) header.height() - y - rows;
      long at = header.pixelsAt() + first * rowBytes;
      bytes.read(
          at, block.clear().limit((int) Math.min((long) rows * rowBytes, bytes.length() - at)));
      block.clear();
    }
    return (header.topDown() ? y - top : top + rows - 1 - y) * rowBytes;
  }

  private void copyIndices(int from, byte[] target, int offset) {
    int bits = header.bits();
    int bands = geometry().bands();
    for (int x = 0; x < geometry().width(); x++) {
      long bit = (long) x * bits;
      int last = block.get(from + (int) (bit >> 3)) >> (8 - bits - (bit & 7));
      RasterSamples.put(colors[last & ((1 << bits) - 1)], bands, target, offset + x * bands);
    }
  }

  private void copyBytes(int from, byte[] target, int offset) {
    for (int at = 0; at < geometry().rowSamples(); at += 3) {
      target[offset + at] = block.get(from + at + 2);
      target[offset + at + 1] = block.get(from + at + 1);
      target[offset + at + 2] = block.get(from + at);
    }
  }

  private void copyFields(int from, byte[] target, int offset) {
    int at = offset;
    for (int x = 0; x < geometry().width(); x++) {
      int pixel = header.bits() == 16 ? block.getShort(from + 2 * x) : block.getInt(from + 4 * x);
      for (Field field : fields) {
        target[at++] = field.sample(pixel);
      }
    }
  }

  /** A bit field of a pixel. */
  private static final class Field {
    private static final int MAX_TABLE = 1 << 10;

    private final int mask;
    private final int shift;
    private final long max;

    /** Samples by value, if these are few. */
    private final byte[] samples;

    Field(int mask) {
      this.mask = mask;
      shift = mask == 0 ? 0 : Integer.numberOfTrailingZeros(mask);
      max = Integer.toUnsignedLong(mask >>> shift);
      samples = new byte[max < MAX_TABLE ? (int) max + 1 : 0];
      for (int value = 1; value < samples.length; value++) {
        samples[value] = scaled(value);
      }
    }

    byte sample(int pixel) {
      int value = (pixel & mask) >>> shift;
      return samples.length > 0 ? samples[value] : scaled(Integer.toUnsignedLong(value));
    }

    private byte scaled(long value) {
      return (byte) ((value * 255 + max / 2) / max);
    }
  }

  /** RLE4 and RLE8. Pixels that are jumped over have index 0. */
  private static final class RunLengths extends PaletteRows {
    private static final int END_OF_ROW = 0;
    private static final int END = 1;
    private static final int MOVE = 2;

    private final SeekableInput in;
    private final BmpHeader header;
    private int nextRow;

    /** Where the codes stand in the image, rows counted as they are stored. */
    private int x;

    private int y;
    private boolean ended;

    RunLengths(
        SeekableBytes bytes, BmpHeader header, Plan plan, ImageLimits limits, CancelSignal cancel)
        throws IOException {
      super(
          BmpReader.geometry(header),
          plan,
          padded(header.colors()),
          new Frame(0, 0, header.width(), header.height()),
          limits,
          cancel);
      this.header = header;
      in = new SeekableInput(bytes);
    }

    @Override
    int storedRow(int row) {
      return header.topDown() ? row : header.height() - 1 - row;
    }

    @Override
    void decode(byte[] target) throws IOException {
      if (nextRow == 0) {
        in.seek(header.pixelsAt());
      }
      Arrays.fill(target, (byte) 0);
      readRow(target, nextRow++);
    }

    @Override
    void checkEnd() throws IOException {
      readRow(new byte[header.width()], header.height());
    }

    private void readRow(byte[] target, int row) throws IOException {
      ended = in.walk(BmpHeader.FORMAT, input -> readCodes(target, row));
    }

    /** Takes codes until another row begins; returns whether the image ends. */
    private boolean readCodes(byte[] target, int row) throws IOException {
      boolean end = ended;
      while (y == row && !end) {
        end = readCode(target);
        if (y > header.height() || (y == header.height() && x > 0)) {
          throw wrong("run lengths leave the image");
        }
      }
      return end;
    }

    /** Takes a run, a literal or a mark; returns whether that was the end. */
    private boolean readCode(byte[] target) throws IOException {
      if (in.getStreamPosition() + 2 > header.codesEnd()) {
        require(y == header.height() || (y == header.height() - 1 && x == header.width()));
        return true;
      }
      int count = in.readUnsignedByte();
      int value = in.readUnsignedByte();
      if (count > 0) {
        run(target, count, value);
      } else if (value == END_OF_ROW) {
        x = 0;
        y++;
      } else if (value == MOVE) {
        x = (x + in.readUnsignedByte()) % header.width();
        y += in.readUnsignedByte();
        require(in.getStreamPosition() <= header.codesEnd());
      } else if (value != END) {
        literal(target, value);
      }
      return count == 0 && value == END;
    }

    private void run(byte[] target, int count, int value) {
      for (int i = 0; i < count && x < target.length; i++) {
        target[x++] = index(value, i);
      }
    }

    private void literal(byte[] target, int count) throws IOException {
      int bytes = header.bits() == 8 ? count : (count + 1) / 2;
      require(in.getStreamPosition() + bytes + bytes % 2 <= header.codesEnd());
      int value = 0;
      for (int i = 0; i < count; i++) {
        value = header.bits() == 8 || i % 2 == 0 ? in.readUnsignedByte() : value;
        if (x < target.length) {
          target[x++] = index(value, i);
        }
      }
      in.skipBytes(bytes % 2);
    }

    private byte index(int value, int i) {
      return (byte) (header.bits() == 8 ? value : i % 2 == 0 ? value >> 4 : value & 0xF);
    }

    private void require(boolean goesOn) throws IOException {
      if (!goesOn) {
        throw wrong("the file ends before the image does");
      }
    }

    private ImageFormatException wrong(String rule) throws IOException {
      return ImageFormatException.at(BmpHeader.FORMAT, "pixels", in.getStreamPosition(), rule);
    }

    @Override
    public void close() throws IOException {
      super.close();
      in.close();
    }
  }
}
