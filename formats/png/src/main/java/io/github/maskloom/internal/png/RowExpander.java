package io.github.maskloom.internal.png;

import io.github.maskloom.raster.RasterWindow;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Turns the bytes of a scanline into the samples of a row of a window. */
@FunctionalInterface
interface RowExpander {
  /**
   * Fills a row.
   *
   * @param scanline as {@link ScanlineReader#next} returns it
   * @param row the row within the window; as many pixels are read as it has
   */
  void expand(byte[] scanline, RasterWindow window, int row);

  /** The expander for a file's pixels. */
  static RowExpander of(PngPreamble preamble) {
    int bitDepth = preamble.header().bitDepth();
    Optional<PngPreamble.Palette> palette = preamble.palette();
    if (palette.isPresent()) {
      return (scanline, window, row) -> colors(scanline, bitDepth, palette.get(), window, row);
    }
    Optional<int[]> transparent = preamble.transparent();
    if (transparent.isPresent()) {
      return bitDepth == 16
          ? (scanline, window, row) -> keyed16(scanline, transparent.get(), window, row)
          : (scanline, window, row) -> keyed8(scanline, bitDepth, transparent.get(), window, row);
    }
    if (bitDepth == 16) {
      return RowExpander::copy16;
    }
    return bitDepth == 8
        ? RowExpander::copy8
        : (scanline, window, row) -> gray(scanline, bitDepth, window, row);
  }

  private static void copy8(byte[] scanline, RasterWindow window, int row) {
    int count = window.geometry().rowSamples();
    System.arraycopy(scanline, ScanlineReader.START, window.bytes(), window.rowOffset(row), count);
  }

  private static void copy16(byte[] scanline, RasterWindow window, int row) {
    ByteBuffer.wrap(scanline, ScanlineReader.START, scanline.length - ScanlineReader.START)
        .asShortBuffer()
        .get(window.shorts(), window.rowOffset(row), window.geometry().rowSamples());
  }

  private static void gray(byte[] scanline, int bitDepth, RasterWindow window, int row) {
    byte[] target = window.bytes();
    int offset = window.rowOffset(row);
    int scale = widening(bitDepth);
    int width = window.geometry().width();
    for (int x = 0; x < width; x++) {
      target[offset + x] = (byte) (scale * sample(scanline, bitDepth, x));
    }
  }

  private static void colors(
      byte[] scanline, int bitDepth, PngPreamble.Palette palette, RasterWindow window, int row) {
    byte[] target = window.bytes();
    int offset = window.rowOffset(row);
    int bands = window.geometry().bands();
    int width = window.geometry().width();
    for (int x = 0; x < width; x++) {
      palette.copyTo(sample(scanline, bitDepth, x), target, offset + x * bands);
    }
  }

  private static void keyed8(
      byte[] scanline, int bitDepth, int[] transparent, RasterWindow window, int row) {
    byte[] target = window.bytes();
    int offset = window.rowOffset(row);
    int scale = widening(bitDepth);
    int channels = transparent.length;
    int width = window.geometry().width();
    for (int x = 0; x < width; x++) {
      int difference = 0;
      for (int channel = 0; channel < channels; channel++) {
        int sample = sample(scanline, bitDepth, x * channels + channel);
        difference |= sample ^ transparent[channel];
        target[offset++] = (byte) (scale * sample);
      }
      target[offset++] = (byte) (difference == 0 ? 0 : 0xFF);
    }
  }

  private static void keyed16(byte[] scanline, int[] transparent, RasterWindow window, int row) {
    ByteBuffer samples =
        ByteBuffer.wrap(scanline, ScanlineReader.START, scanline.length - ScanlineReader.START);
    short[] target = window.shorts();
    int offset = window.rowOffset(row);
    int width = window.geometry().width();
    for (int x = 0; x < width; x++) {
      int difference = 0;
      for (int key : transparent) {
        short sample = samples.getShort();
        difference |= (sample & 0xFFFF) ^ key;
        target[offset++] = sample;
      }
      target[offset++] = (short) (difference == 0 ? 0 : 0xFFFF);
    }
  }

  /** What maps the greatest sample of that many bits to 255. */
  private static int widening(int bitDepth) {
    return 0xFF / ((1 << bitDepth) - 1);
  }

  /** A sample of 1, 2, 4 or 8 bits; the leftmost stands in a byte's high bits. */
  private static int sample(byte[] scanline, int bitDepth, int index) {
    int samplesPerByteLog2 = 3 - Integer.numberOfTrailingZeros(bitDepth);
    int place = index & (1 << samplesPerByteLog2) - 1;
    int shift = 8 - bitDepth - place * bitDepth;
    return scanline[ScanlineReader.START + (index >> samplesPerByteLog2)] >> shift
        & (1 << bitDepth) - 1;
  }
}
