package io.github.maskloom.internal.jpeg;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.ComponentBlocks;
import io.github.maskloom.internal.jpeg.scan.EntropyWriter;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegScan;
import io.github.maskloom.internal.jpeg.scan.ScanBits;
import io.github.maskloom.internal.jpeg.scan.ScanDecoder;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.SpooledScans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A JPEG file of many scans as the decoder gets to see it: the same coefficients in a single scan.
 *
 * <p>All scans are decoded side by side, a row of MCUs at a time, so the coefficients of an image
 * never come together anywhere. They are coded anew without loss, and the decoder makes of them the
 * same samples. <b>Memory:</b> a row of MCUs, at 2 bytes a coefficient, 80 KiB for the coded data
 * of up to ten scans, less for each where there are more, and 2 KiB for the codes of each.
 */
final class TranscodedJpeg implements JpegBytes {
  private static final int BUFFER_BYTES = 1 << 15;

  /** What the coded data of scans are read into, as long as each gets enough of it. */
  private static final int SCANS_BUFFER_BYTES = 80 << 10;

  private static final int MAX_SCAN_BUFFER_BYTES = 1 << 13;
  private static final int MIN_SCAN_BUFFER_BYTES = 1 << 10;

  /** A Huffman code, which scans of AC coefficients have one of, and the objects around it. */
  private static final long SCAN_BYTES = 2 << 10;

  /** Bits of a coefficient that scans can bring one by one. */
  private static final int COEFFICIENT_BITS = 14;

  private static final int ROOM = ScanHeader.MAX_MCU_BLOCKS * EntropyWriter.MAX_BLOCK_BYTES + 16;

  private final int mcusAcross;
  private final int mcusDown;
  private final DamagePolicy damage;
  private final CancelSignal cancel;
  private final int mcuSide;
  private final List<ComponentBlocks> blocks = new ArrayList<>();
  private final List<ScanDecoder> decoders = new ArrayList<>();
  private final int[] previousDc;
  private final byte[] coded = new byte[BUFFER_BYTES];
  private final EntropyWriter writer = new EntropyWriter(coded);

  /** Bytes to give out: pending[pendingAt, pendingEnd). */
  private byte[] pending;

  private int pendingAt;
  private int pendingEnd;

  /** The row of MCUs that was decoded last, and how many of its MCUs are coded. */
  private int mcuRow = -1;

  private int mcu;
  private boolean ended;

  /** Rows of pixels before the first that lacks a bit, if any do. */
  private int wholeRows;

  /**
   * Begins at the first byte.
   *
   * @param encoding what the inserted segment states
   * @param scans of a file with this frame
   * @param damage whether to go on where the data of a scan are broken: without that scan, or not
   *     at all if it is the first of a component
   * @param cancel asked once per row of blocks of each scan
   */
  TranscodedJpeg(
      JpegFrame frame,
      ColorEncoding encoding,
      SpooledScans scans,
      DamagePolicy damage,
      CancelSignal cancel) {
    this.damage = damage;
    this.mcuSide = JpegFrame.BLOCK_SIDE * frame.maxMcuHeight();
    this.wholeRows = scans.lacksScans() ? 0 : Integer.MAX_VALUE;
    this.mcusAcross = frame.mcusAcross();
    this.mcusDown = frame.mcusDown();
    this.cancel = cancel;
    this.previousDc = new int[frame.components().size()];
    for (Component component : frame.components()) {
      blocks.add(new ComponentBlocks(frame, component));
    }
    int bufferBytes = scanBufferBytes(scans.scans().size());
    for (JpegScan scan : scans.scans()) {
      ScanBits bits = new ScanBits(scans.spool(), scan, bufferBytes);
      decoders.add(ScanDecoder.of(frame.process(), scan, bits, targets(scan)));
    }
    this.mcu = mcusAcross;
    this.pending = SequentialHead.of(frame, encoding, scans);
    this.pendingEnd = pending.length;
  }

  private static int scanBufferBytes(int scans) {
    return Math.max(
        MIN_SCAN_BUFFER_BYTES, Math.min(MAX_SCAN_BUFFER_BYTES, SCANS_BUFFER_BYTES / scans));
  }

  /**
   * Heap that a file takes, told before its scans are counted.
   *
   * @param maxScans how many it may have at the most
   */
  static long heapBytes(JpegFrame frame, int maxScans) {
    long possible =
        frame.process() == CodingProcess.PROGRESSIVE
            ? (long) frame.components().size() * ComponentBlocks.SIZE * COEFFICIENT_BITS
            : frame.components().size();
    long scans = Math.min(maxScans, possible);
    return (long) ComponentBlocks.BLOCK_BYTES * frame.mcusAcross() * frame.mcuBlocks()
        + Math.max(SCANS_BUFFER_BYTES, scans * MIN_SCAN_BUFFER_BYTES)
        + scans * SCAN_BYTES;
  }

  private List<ComponentBlocks> targets(JpegScan scan) {
    return scan.header().components().stream().map(ScanComponent::index).map(blocks::get).toList();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (pendingAt == pendingEnd) {
      if (ended) {
        return -1;
      }
      codeMcus();
    }
    int count = Math.min(length, pendingEnd - pendingAt);
    System.arraycopy(pending, pendingAt, target, offset, count);
    pendingAt += count;
    return count;
  }

  /** Codes as many MCUs as surely fit into the buffer, and the end of the file behind the last. */
  private void codeMcus() throws IOException {
    writer.rewind();
    while (!ended && coded.length - writer.end() >= ROOM) {
      if (mcu < mcusAcross) {
        codeMcu();
      } else if (mcuRow + 1 < mcusDown) {
        decodeRow();
      } else {
        finish();
      }
    }
    pending = coded;
    pendingAt = 0;
    pendingEnd = writer.end();
  }

  private void decodeRow() throws IOException {
    mcuRow++;
    mcu = 0;
    blocks.forEach(ComponentBlocks::clear);
    for (Iterator<ScanDecoder> all = decoders.iterator(); all.hasNext() && !ended; ) {
      ScanDecoder decoder = all.next();
      try {
        decoder.decodeRow(mcuRow, cancel);
      } catch (ImageFormatException e) {
        allow(e);
        all.remove();
        breakOff(decoder.scan.header());
      }
    }
  }

  private void allow(ImageFormatException failure) {
    if (damage == DamagePolicy.STRICT) {
      throw failure;
    }
  }

  /** Does without a scan from this row on. */
  private void breakOff(ScanHeader scan) {
    wholeRows = Math.min(wholeRows, mcuRow * mcuSide);
    if (scan.first() == 0 && !scan.refines()) {
      writer.finish(JpegMarker.EOI);
      ended = true;
    }
  }

  /** Rows of pixels from the top that lack no bit, of all that were decoded. */
  int wholeRows() {
    return wholeRows;
  }

  private void codeMcu() {
    for (int i = 0; i < blocks.size(); i++) {
      ComponentBlocks component = blocks.get(i);
      int first = mcu * component.horizontal();
      for (int row = 0; row < component.vertical(); row++) {
        for (int block = first; block < first + component.horizontal(); block++) {
          codeBlock(i, component, block);
        }
        first += component.stride();
      }
    }
    mcu++;
  }

  private void codeBlock(int i, ComponentBlocks component, int block) {
    int base = block * ComponentBlocks.SIZE;
    short[] coefficients = component.coefficients();
    writer.put(coefficients, base, component.nonzero()[block], previousDc[i]);
    previousDc[i] = coefficients[base];
  }

  private void finish() throws IOException {
    for (ScanDecoder decoder : decoders) {
      try {
        decoder.finish();
      } catch (ImageFormatException e) {
        allow(e);
      }
    }
    writer.finish(JpegMarker.EOI);
    ended = true;
  }
}
