package io.github.maskloom.internal.jpeg;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.EntropyWriter;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import io.github.maskloom.internal.jpeg.scan.SpooledScans;

/** What stands before the coded data of a sequential JPEG file of one scan. */
final class SequentialHead {
  private static final int PRECISION = 8;

  private final ByteArrayDataOutput out = ByteStreams.newDataOutput();
  private final JpegFrame frame;

  private SequentialHead(JpegFrame frame) {
    this.frame = frame;
  }

  /**
   * Composes everything from SOI to SOS. Every component has a quantization table of its own, and
   * all use the codes of {@link EntropyWriter}.
   */
  static byte[] of(JpegFrame frame, ColorEncoding encoding, SpooledScans scans) {
    SequentialHead head = new SequentialHead(frame);
    head.out.writeShort(0xFF00 | JpegMarker.SOI);
    head.out.write(encoding.segment());
    for (int i = 0; i < frame.components().size(); i++) {
      head.putQuantization(i, scans.quantization(i));
    }
    head.putFrame();
    head.begin(JpegMarker.DHT, EntropyWriter.codes().length);
    head.out.write(EntropyWriter.codes());
    head.putScan();
    return head.out.toByteArray();
  }

  private void begin(int marker, int contentLength) {
    out.writeShort(0xFF00 | marker);
    out.writeShort(2 + contentLength);
  }

  private void putQuantization(int slot, int[] divisors) {
    begin(JpegMarker.DQT, 1 + divisors.length * Short.BYTES);
    out.writeByte(0x10 | slot);
    for (int divisor : divisors) {
      out.writeShort(divisor);
    }
  }

  private void putFrame() {
    int components = frame.components().size();
    begin(JpegMarker.SOF1, 6 + 3 * components);
    out.writeByte(PRECISION);
    out.writeShort(frame.height());
    out.writeShort(frame.width());
    out.writeByte(components);
    for (int i = 0; i < components; i++) {
      Component component = frame.components().get(i);
      out.writeByte(component.id());
      out.writeByte(component.horizontalSampling() << 4 | component.verticalSampling());
      out.writeByte(i);
    }
  }

  private void putScan() {
    int components = frame.components().size();
    begin(JpegMarker.SOS, 4 + 2 * components);
    out.writeByte(components);
    for (Component component : frame.components()) {
      out.writeByte(component.id());
      out.writeByte(0);
    }
    out.writeByte(0);
    out.writeByte(ScanHeader.LAST_COEFFICIENT);
    out.writeByte(0);
  }
}
