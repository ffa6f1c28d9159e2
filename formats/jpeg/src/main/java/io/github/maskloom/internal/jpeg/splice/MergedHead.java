package io.github.maskloom.internal.jpeg.splice;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Writes what stands between metadata and coded data of a sequential file of one scan (ITU-T T.81,
 * B.2). The first component has codes of its own, all others share theirs.
 */
final class MergedHead {
  private static final int PRECISION = 8;
  private static final int AC_CLASS = 0x10;

  private final JpegFrame frame;
  private final List<int[]> divisors;
  private final OutputStream out;

  /**
   * A head that is not written yet.
   *
   * @param divisors by component, in zigzag order
   */
  MergedHead(JpegFrame frame, List<int[]> divisors, OutputStream out) {
    this.frame = frame;
    this.divisors = divisors;
    this.out = out;
  }

  /** Slots of codes that components use. */
  static int slots(JpegFrame frame) {
    return Math.min(2, frame.components().size());
  }

  /** The slot of a component's codes. */
  static int slot(int component) {
    return Math.min(1, component);
  }

  /** Writes the tables and the headers of frame and scan, with codes by slot. */
  void write(HuffmanCode[] dcCodes, HuffmanCode[] acCodes) throws IOException {
    for (int i = 0; i < divisors.size(); i++) {
      SpliceHead.writeSegment(out, JpegMarker.DQT, quantization(i));
    }
    SpliceHead.writeSegment(out, isBaseline() ? JpegMarker.SOF0 : JpegMarker.SOF1, frameContent());
    for (int slot = 0; slot < dcCodes.length; slot++) {
      writeCode(slot, dcCodes[slot]);
      writeCode(AC_CLASS | slot, acCodes[slot]);
    }
    SpliceHead.writeSegment(out, JpegMarker.SOS, scanContent());
  }

  /** Elements of 16 bits are for extended sequential files only (B.2.4.1). */
  private boolean isBaseline() {
    return divisors.stream().allMatch(MergedHead::isShort);
  }

  private static boolean isShort(int[] divisors) {
    return Arrays.stream(divisors).allMatch(divisor -> divisor <= 0xFF);
  }

  private byte[] quantization(int slot) {
    int[] elements = divisors.get(slot);
    ByteArrayDataOutput content = ByteStreams.newDataOutput();
    content.writeByte(isShort(elements) ? slot : 0x10 | slot);
    for (int element : elements) {
      if (isShort(elements)) {
        content.writeByte(element);
      } else {
        content.writeShort(element);
      }
    }
    return content.toByteArray();
  }

  private byte[] frameContent() {
    ByteArrayDataOutput content = ByteStreams.newDataOutput();
    content.writeByte(PRECISION);
    content.writeShort(frame.height());
    content.writeShort(frame.width());
    content.writeByte(divisors.size());
    for (int i = 0; i < divisors.size(); i++) {
      Component component = frame.components().get(i);
      content.writeByte(component.id());
      content.writeByte(component.horizontalSampling() << 4 | component.verticalSampling());
      content.writeByte(i);
    }
    return content.toByteArray();
  }

  private void writeCode(int slot, HuffmanCode code) throws IOException {
    ByteArrayDataOutput content = ByteStreams.newDataOutput();
    content.writeByte(slot);
    content.write(code.definition());
    SpliceHead.writeSegment(out, JpegMarker.DHT, content.toByteArray());
  }

  private byte[] scanContent() {
    ByteArrayDataOutput content = ByteStreams.newDataOutput();
    content.writeByte(divisors.size());
    for (int i = 0; i < divisors.size(); i++) {
      content.writeByte(frame.components().get(i).id());
      content.writeByte(slot(i) * 0x11);
    }
    content.writeByte(0);
    content.writeByte(ScanHeader.LAST_COEFFICIENT);
    content.writeByte(0);
    return content.toByteArray();
  }
}
