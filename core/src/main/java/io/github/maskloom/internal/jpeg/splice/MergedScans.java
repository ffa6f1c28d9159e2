package io.github.maskloom.internal.jpeg.splice;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.jpeg.block.BlockEncoder;
import io.github.maskloom.internal.jpeg.block.CodedBits;
import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.ComponentBlocks;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Codes the coefficients of a file of several scans anew in one sequential scan, with paint (ITU-T
 * T.81, F.1.2): the first component by the typical luminance codes of annex K.3, the others by
 * those for chrominance.
 */
final class MergedScans {
  private static final int PRECISION = 8;
  private static final int AC_CLASS = 0x10;

  private final JpegFrame frame;
  private final List<int[]> divisors;
  private final OutputStream out;
  private final CodedBits bits;
  private final BlockEncoder[] encoders;
  private final long scanOffset;

  /** By component: the DC coefficient before the next block. */
  private final int[] written;

  /**
   * Begins before the frame header.
   *
   * @param divisors by component, in zigzag order
   * @param scanOffset where the first scan begins in the source, for messages
   */
  MergedScans(JpegFrame frame, List<int[]> divisors, OutputStream out, long scanOffset) {
    this.frame = frame;
    this.divisors = divisors;
    this.out = out;
    this.scanOffset = scanOffset;
    bits = new CodedBits(out);
    written = new int[divisors.size()];
    encoders = new BlockEncoder[divisors.size()];
    BlockEncoder chroma = new BlockEncoder(bits, HuffmanCode.CHROMA_DC, HuffmanCode.CHROMA_AC);
    Arrays.fill(encoders, chroma);
    encoders[0] = new BlockEncoder(bits, HuffmanCode.LUMA_DC, HuffmanCode.LUMA_AC);
  }

  /** Writes the tables and the headers of frame and scan. */
  void writeHead() throws IOException {
    for (int i = 0; i < divisors.size(); i++) {
      SpliceHead.writeSegment(out, JpegMarker.DQT, quantization(i));
    }
    SpliceHead.writeSegment(out, isBaseline() ? JpegMarker.SOF0 : JpegMarker.SOF1, frameContent());
    writeCode(0x00, HuffmanCode.LUMA_DC);
    writeCode(AC_CLASS, HuffmanCode.LUMA_AC);
    if (divisors.size() > 1) {
      writeCode(0x01, HuffmanCode.CHROMA_DC);
      writeCode(AC_CLASS | 0x01, HuffmanCode.CHROMA_AC);
    }
    SpliceHead.writeSegment(out, JpegMarker.SOS, scanContent());
  }

  /** Elements of 16 bits are for extended sequential files only (B.2.4.1). */
  private boolean isBaseline() {
    return divisors.stream().allMatch(MergedScans::isShort);
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
      content.writeByte(i == 0 ? 0x00 : 0x11);
    }
    content.writeByte(0);
    content.writeByte(ScanHeader.LAST_COEFFICIENT);
    content.writeByte(0);
    return content.toByteArray();
  }

  /** Writes the coded data and the end of the file. */
  SplicedMcus write(CoefficientRows rows, PaintBand band, PaintedMcu painted, PaintedRows progress)
      throws IOException {
    int across = frame.mcusAcross();
    long next = band.nextMcu();
    long touched = 0;
    long changed = 0;
    for (int row = 0; row < frame.mcusDown(); row++) {
      List<ComponentBlocks> blocks = rows.next();
      for (int mcu = 0; mcu < across; mcu++) {
        bits.require();
        if (next == (long) row * across + mcu) {
          touched++;
          gather(blocks, mcu, painted);
          changed += painted.paint() ? 1 : 0;
          codePainted(painted);
          next = band.nextMcu();
        } else {
          code(blocks, mcu);
        }
      }
      int done = (row + 1) * frame.maxMcuHeight() * JpegFrame.BLOCK_SIDE;
      progress.done(Math.min(frame.height(), done));
    }
    rows.finish();
    bits.align();
    bits.marker(JpegMarker.EOI);
    bits.flush();
    long mcus = (long) across * frame.mcusDown();
    return new SplicedMcus(mcus, touched, changed, SplicedMcus.Coding.MERGED);
  }

  private void gather(List<ComponentBlocks> blocks, int mcu, PaintedMcu painted) {
    int to = 0;
    for (ComponentBlocks component : blocks) {
      int first = mcu * component.horizontal();
      for (int row = 0; row < component.vertical(); row++) {
        for (int block = first; block < first + component.horizontal(); block++) {
          System.arraycopy(
              component.coefficients(),
              block * ComponentBlocks.SIZE,
              painted.coefficients,
              to * ComponentBlocks.SIZE,
              ComponentBlocks.SIZE);
          painted.nonzero[to] = component.nonzero()[block];
          check(painted.coefficients, to * ComponentBlocks.SIZE, painted.nonzero[to]);
          to++;
        }
        first += component.stride();
      }
    }
  }

  private void codePainted(PaintedMcu painted) {
    int at = 0;
    for (int i = 0; i < encoders.length; i++) {
      Component component = frame.components().get(i);
      for (int n = frame.mcuWidth(component) * frame.mcuHeight(component); n > 0; n--) {
        code(i, painted.coefficients, at * ComponentBlocks.SIZE, painted.nonzero[at]);
        at++;
      }
    }
  }

  private void code(List<ComponentBlocks> blocks, int mcu) {
    for (int i = 0; i < encoders.length; i++) {
      ComponentBlocks component = blocks.get(i);
      int first = mcu * component.horizontal();
      for (int row = 0; row < component.vertical(); row++) {
        for (int block = first; block < first + component.horizontal(); block++) {
          code(
              i,
              component.coefficients(),
              block * ComponentBlocks.SIZE,
              component.nonzero()[block]);
        }
        first += component.stride();
      }
    }
  }

  private void code(int component, short[] coefficients, int base, long nonzero) {
    int difference = coefficients[base] - written[component];
    check(BlockEncoder.isDifference(difference));
    check(coefficients, base, nonzero);
    encoders[component].putDc(difference);
    encoders[component].putAc(coefficients, base, nonzero);
    written[component] = coefficients[base];
  }

  private void check(short[] coefficients, int base, long nonzero) {
    check(BlockEncoder.isDifference(coefficients[base]));
    for (long left = nonzero; left != 0; left &= left - 1) {
      check(BlockEncoder.isCoefficient(coefficients[base + Long.numberOfTrailingZeros(left)]));
    }
  }

  /** Bits that scans add one by one can make coefficients that no sequential file can hold. */
  private void check(boolean possible) {
    if (!possible) {
      throw ImageFormatException.at(
          JpegInput.FORMAT, "SOS", scanOffset, "a coefficient is too large for 8-bit samples");
    }
  }
}
