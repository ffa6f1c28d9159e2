package io.github.maskloom.internal.jpeg;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.DamagePolicy;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.ComponentBlocks;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegScan;
import io.github.maskloom.internal.jpeg.scan.ScanDecoder;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.SpooledScans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A progressive image, or one whose components have scans of their own, decoded from all its scans
 * side by side (ITU-T T.81, annex G).
 *
 * <p>The coefficients of an image never come together anywhere, only those of a row of MCUs.
 * <b>Memory:</b> a row of MCUs, at 2 bytes a coefficient, 80 KiB for the coded data of up to ten
 * scans, less for each where there are more, and 2 KiB for the codes of each.
 */
final class MultiScanRows implements McuRows {
  /** What the coded data of scans are read into, as long as each gets enough of it. */
  private static final int SCANS_BUFFER_BYTES = 80 << 10;

  private static final int MAX_SCAN_BUFFER_BYTES = 1 << 13;
  private static final int MIN_SCAN_BUFFER_BYTES = 1 << 10;

  /** A Huffman code, which scans of AC coefficients have one of, and the objects around it. */
  private static final long SCAN_BYTES = 2 << 10;

  /** Bits of a coefficient that scans can bring one by one. */
  private static final int COEFFICIENT_BITS = 14;

  private final DamagePolicy damage;
  private final CancelSignal cancel;
  private final byte[] natural = Zigzag.toNatural();
  private final List<ComponentBlocks> blocks = new ArrayList<>();
  private final List<int[]> divisors = new ArrayList<>();
  private final List<ScanDecoder> decoders = new ArrayList<>();
  private int mcuRow;

  /** Rows of MCUs before the first that lacks a bit, if any do. */
  private int wholeRows;

  /**
   * Begins at the first row.
   *
   * @param scans of a file with this frame
   * @param damage whether to go on where the data of a scan are broken: without that scan, or not
   *     at all if it is the first of a component
   * @param cancel asked once per row of blocks of each scan
   */
  MultiScanRows(JpegFrame frame, SpooledScans scans, DamagePolicy damage, CancelSignal cancel) {
    this.damage = damage;
    this.cancel = cancel;
    this.wholeRows = scans.lacksScans() ? 0 : Integer.MAX_VALUE;
    for (Component component : frame.components()) {
      divisors.add(scans.quantization(blocks.size()));
      blocks.add(new ComponentBlocks(frame, component));
    }
    int bufferBytes = scanBufferBytes(scans.count());
    for (int i = 0; i < scans.count(); i++) {
      JpegScan scan = scans.scan(i);
      decoders.add(
          ScanDecoder.of(frame.process(), scan, scans.bits(i, bufferBytes), targets(scan)));
    }
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
  public void decodeRow(ComponentPlane[] planes) throws IOException {
    blocks.forEach(ComponentBlocks::clear);
    for (Iterator<ScanDecoder> all = decoders.iterator(); all.hasNext(); ) {
      ScanDecoder decoder = all.next();
      try {
        decoder.decodeRow(mcuRow, cancel);
      } catch (ImageFormatException e) {
        allow(e, decoder.scan.header());
        all.remove();
      }
    }
    mcuRow++;
    for (int i = 0; i < planes.length; i++) {
      transform(i, planes[i]);
    }
  }

  /** Does without a scan from this row on, unless a component has nothing else. */
  private void allow(ImageFormatException failure, ScanHeader scan) {
    if (damage == DamagePolicy.STRICT || (scan.first() == 0 && !scan.refines())) {
      throw failure;
    }
    wholeRows = Math.min(wholeRows, mcuRow);
  }

  private void transform(int i, ComponentPlane plane) {
    ComponentBlocks component = blocks.get(i);
    for (int down = 0; down < component.vertical(); down++) {
      int first = down * component.stride();
      for (int across = 0; across < component.stride(); across++) {
        int last = dequantize(component, first + across, divisors.get(i), plane.block());
        plane.put(last, across, down);
      }
    }
  }

  private int dequantize(ComponentBlocks component, int number, int[] by, int[] block) {
    short[] coefficients = component.coefficients();
    int base = number * ComponentBlocks.SIZE;
    long nonzero = component.nonzero()[number];
    block[0] = coefficients[base] * by[0];
    // Invariant: left are the coefficients that are not zero and not in the block.
    for (long left = nonzero; left != 0; left &= left - 1) {
      int k = Long.numberOfTrailingZeros(left);
      block[natural[k]] = coefficients[base + k] * by[k];
    }
    return 63 - Long.numberOfLeadingZeros(nonzero | 1);
  }

  @Override
  public void finish() throws IOException {
    for (ScanDecoder decoder : decoders) {
      try {
        decoder.finish();
      } catch (ImageFormatException e) {
        if (damage == DamagePolicy.STRICT) {
          throw e;
        }
      }
    }
  }

  @Override
  public int wholeRows() {
    return wholeRows;
  }
}
