package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the segments between metadata and coded data of a baseline file (ITU-T T.81, B.2). */
final class JpegHead {
  private static final int PRECISION = 8;
  private static final int LAST_COEFFICIENT = 63;

  private final OutputStream out;

  JpegHead(OutputStream out) {
    this.out = out;
  }

  /** Writes a marker. */
  void marker(int marker) throws IOException {
    out.write(0xFF);
    out.write(marker);
  }

  private void begin(int marker, int contentLength) throws IOException {
    marker(marker);
    putShort(2 + contentLength);
  }

  private void putShort(int value) throws IOException {
    out.write(value >> 8);
    out.write(value);
  }

  /** Writes a DQT segment of one table, in coding order. */
  void divisors(int slot, int[] divisors) throws IOException {
    begin(JpegMarker.DQT, 1 + divisors.length);
    out.write(slot);
    for (int divisor : divisors) {
      out.write(divisor);
    }
  }

  /** Writes a SOF0 segment; the first component is sampled so, others once an MCU. */
  void frame(ImageGeometry geometry, int horizontal, int vertical) throws IOException {
    int components = geometry.bands();
    begin(JpegMarker.SOF0, 6 + 3 * components);
    out.write(PRECISION);
    putShort(geometry.height());
    putShort(geometry.width());
    out.write(components);
    for (int i = 0; i < components; i++) {
      out.write(i + 1);
      out.write(i == 0 ? horizontal << 4 | vertical : 0x11);
      out.write(Math.min(i, 1));
    }
  }

  /** Writes DHT segments, two for each slot, and the scan's header. */
  void scan(int components, HuffmanCode[] dcCodes, HuffmanCode[] acCodes) throws IOException {
    for (int slot = 0; slot < dcCodes.length; slot++) {
      code(slot, dcCodes[slot]);
      code(0x10 | slot, acCodes[slot]);
    }
    begin(JpegMarker.SOS, 4 + 2 * components);
    out.write(components);
    for (int i = 0; i < components; i++) {
      out.write(i + 1);
      out.write(Math.min(i, 1) * 0x11);
    }
    out.write(0);
    out.write(LAST_COEFFICIENT);
    out.write(0);
  }

  private void code(int classAndSlot, HuffmanCode code) throws IOException {
    byte[] definition = code.definition();
    begin(JpegMarker.DHT, 1 + definition.length);
    out.write(classAndSlot);
    out.write(definition);
  }
}
