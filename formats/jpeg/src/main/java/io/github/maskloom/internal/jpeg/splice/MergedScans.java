package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.internal.jpeg.scan.BlockEncoder;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.ComponentBlocks;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.ScanWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the coefficients of a file of several scans into one sequential scan, with paint (ITU-T
 * T.81, F.1.2).
 */
final class MergedScans {
  private final JpegFrame frame;
  private final ScanWriter writer;
  private final long scanOffset;

  /** By component: the DC coefficient before the next block. */
  private final int[] written;

  /**
   * Begins before the first block.
   *
   * @param scanOffset where the first scan begins in the source, for messages
   */
  MergedScans(JpegFrame frame, ScanWriter writer, long scanOffset) {
    this.frame = frame;
    this.writer = writer;
    this.scanOffset = scanOffset;
    written = new int[frame.components().size()];
  }

  /** The same frame, whose components have divisors of their own each. */
  static JpegFrame frame(JpegFrame frame) {
    List<Component> components = new ArrayList<>();
    for (Component component : frame.components()) {
      components.add(
          new Component(
              component.id(),
              component.horizontalSampling(),
              component.verticalSampling(),
              components.size()));
    }
    return new JpegFrame(frame.width(), frame.height(), frame.process(), List.copyOf(components));
  }

  /** Writes the coded data and the end of the file. */
  SplicedMcus write(CoefficientRows rows, PaintedMcu painted) throws IOException {
    PaintBand band = painted.band();
    int across = frame.mcusAcross();
    long next = band.nextMcu();
    long touched = 0;
    long changed = 0;
    for (int row = 0; row < frame.mcusDown(); row++) {
      List<ComponentBlocks> blocks = rows.next();
      for (int mcu = 0; mcu < across; mcu++) {
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
      band.done(Math.min(frame.height(), done));
    }
    rows.finish();
    writer.finish();
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
          to++;
        }
        first += component.stride();
      }
    }
  }

  private void codePainted(PaintedMcu painted) throws IOException {
    int at = 0;
    for (int i = 0; i < written.length; i++) {
      Component component = frame.components().get(i);
      for (int n = frame.mcuBlocks(component); n > 0; n--) {
        code(i, painted.coefficients, at * ComponentBlocks.SIZE, painted.nonzero[at]);
        at++;
      }
    }
  }

  private void code(List<ComponentBlocks> blocks, int mcu) throws IOException {
    for (int i = 0; i < written.length; i++) {
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

  private void code(int component, short[] coefficients, int base, long nonzero)
      throws IOException {
    int difference = coefficients[base] - written[component];
    if (!BlockEncoder.isDifference(difference)) {
      throw JpegInput.wrong("SOS", scanOffset, "a DC difference is too large for 8-bit samples");
    }
    writer.put(component, difference, coefficients, base, nonzero);
    written[component] = coefficients[base];
  }
}
