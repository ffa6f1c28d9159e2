package io.github.maskloom.raster.testing;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.IntStream;

/**
 * Writes an image whose rows are noise, a color, and gradients by turns. Rows are made as they are
 * asked for.
 */
final class FormatWrite {
  private final RowEncoding encoding;
  private final ImageGeometry geometry;
  private boolean discards;
  private boolean asked;
  private boolean touched;
  private long heapBytes;
  private long allocatedBytes;

  private FormatWrite(RowEncoding encoding) {
    this.encoding = encoding;
    this.geometry = encoding.geometry();
  }

  /** Plans how rows of a shape are written, converted if the format asks for another one. */
  static FormatWrite of(ImageFormat format, ImageGeometry shape) {
    return new FormatWrite(format.encoding(shape, format.output().orElseThrow()));
  }

  /** The file is not kept. */
  FormatWrite discarding() {
    discards = true;
    return this;
  }

  ImageGeometry geometry() {
    return geometry;
  }

  /** Writes the image. */
  byte[] write(int usualRows) throws IOException {
    int windowRows = encoding.windowRows(usualRows);
    heapBytes = encoding.heapBytes(windowRows);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    OutputStream out = new Out(discards ? OutputStream.nullOutputStream() : file);
    try (Rows rows = new Rows()) {
      long before = FormatRead.allocatedBytes();
      encoding.write(rows, windowRows, out);
      allocatedBytes = FormatRead.allocatedBytes() - before;
    }
    return file.toByteArray();
  }

  /** All samples of the image. */
  int[] samples() {
    return IntStream.range(0, geometry.rowSamples() * geometry.height())
        .map(i -> sample(i / geometry.rowSamples(), i % geometry.rowSamples()))
        .toArray();
  }

  private int sample(int y, int place) {
    int x = place / geometry.bands();
    int value =
        switch (y % 3) {
          case 0 -> noise(y * 0x85EBCA6B + place);
          case 1 -> 0x55AA * (place % geometry.bands() + 1);
          default -> 0x101 * (x + y);
        };
    return value & (1 << geometry.depth()) - 1;
  }

  private static int noise(int place) {
    int mixed = (place ^ place >>> 15) * 0x2C1B3C6D;
    return ((mixed ^ mixed >>> 12) * 0x297A2D39) >>> 8;
  }

  long heapBytes() {
    return heapBytes;
  }

  long allocatedBytes() {
    return allocatedBytes;
  }

  boolean askedBehindTheLastRow() {
    return asked;
  }

  boolean touchedStream() {
    return touched;
  }

  private final class Rows extends RowReader {
    Rows() {
      super(geometry);
    }

    @Override
    protected void fill(RasterWindow window, int y, int rows) {
      asked |= rows == 0;
      for (int i = 0; i < rows * geometry.rowSamples(); i++) {
        int sample = sample(y + i / geometry.rowSamples(), i % geometry.rowSamples());
        if (geometry.depth() == 8) {
          window.bytes()[i] = (byte) sample;
        } else {
          window.shorts()[i] = (short) sample;
        }
      }
    }
  }

  private final class Out extends FilterOutputStream {
    Out(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() {
      touched = true;
    }

    @Override
    public void close() {
      touched = true;
    }
  }
}
