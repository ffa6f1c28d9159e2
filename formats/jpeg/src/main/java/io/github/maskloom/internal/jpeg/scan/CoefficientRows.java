package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The coefficients of a JPEG file of several scans, a row of MCUs at a time: all its scans are
 * decoded side by side (ITU-T T.81, annex G).
 *
 * <p>The coefficients of an image never come together anywhere. <b>Memory:</b> a row of MCUs, at 2
 * bytes a coefficient, 80 KiB for the coded data of up to ten scans, less for each where there are
 * more, and 2 KiB for the codes of each.
 */
public final class CoefficientRows {
  /** What the coded data of scans are read into, as long as each gets enough of it. */
  private static final int SCANS_BUFFER_BYTES = 80 << 10;

  /** What each of the two buffers of a scan has. */
  private static final int MAX_BUFFER_BYTES = 1 << 12;

  private static final int MIN_BUFFER_BYTES = 1 << 9;

  /** A Huffman code, which scans of AC coefficients have one of, and the objects around it. */
  private static final long SCAN_BYTES = 2 << 10;

  /** Bits of a coefficient that scans can bring one by one. */
  private static final int COEFFICIENT_BITS = 14;

  private final DamagePolicy damage;
  private final CancelSignal cancel;
  private final List<ComponentBlocks> blocks = new ArrayList<>();
  private final List<ScanDecoder> decoders = new ArrayList<>();
  private int mcuRow;

  /** Rows of MCUs before the first that lacks a bit, if any do. */
  private int wholeRows;

  private CoefficientRows(
      JpegFrame frame, DamagePolicy damage, boolean lacksScans, CancelSignal cancel) {
    this.damage = damage;
    this.cancel = cancel;
    this.wholeRows = lacksScans ? 0 : Integer.MAX_VALUE;
    frame.components().forEach(component -> blocks.add(ComponentBlocks.of(frame, component)));
  }

  /**
   * Begins above the first row.
   *
   * @param scans of a file with this frame
   * @param damage whether to go on where the data of a scan are broken: without that scan, or not
   *     at all if it is the first of a component
   * @param cancel asked once per row of blocks of each scan
   */
  public CoefficientRows(
      JpegFrame frame, CodedScans scans, DamagePolicy damage, CancelSignal cancel)
      throws IOException {
    this(frame, damage, scans.lacksScans(), cancel);
    int bufferBytes = scanBufferBytes(scans.count());
    for (int i = 0; i < scans.count(); i++) {
      JpegScan scan = scans.scan(i);
      decoders.add(
          ScanDecoder.of(frame.process(), scan, scans.bits(i, bufferBytes), targets(scan)));
    }
  }

  /**
   * Begins above the first row of a file in one scan, which must not be damaged.
   *
   * @param input stands at the data of the scan
   */
  public CoefficientRows(JpegFrame frame, JpegScan scan, JpegInput input, CancelSignal cancel) {
    this(frame, DamagePolicy.STRICT, false, cancel);
    ScanBits bits = new ScanBits(input, MAX_BUFFER_BYTES, 1, true);
    decoders.add(ScanDecoder.of(frame.process(), scan, bits, targets(scan)));
  }

  private static int scanBufferBytes(int scans) {
    int even = SCANS_BUFFER_BYTES / (2 * scans);
    return Math.max(MIN_BUFFER_BYTES, Math.min(MAX_BUFFER_BYTES, even));
  }

  /**
   * Heap that a file takes, known before its scans are counted.
   *
   * @param maxScans how many it may have at the most
   */
  public static long heapBytes(JpegFrame frame, int maxScans) {
    boolean progressive = frame.process() == CodingProcess.PROGRESSIVE;
    long possible =
        progressive
            ? (long) frame.components().size() * ComponentBlocks.SIZE * COEFFICIENT_BITS
            : frame.components().size();
    long scans = Math.min(maxScans, possible);
    return (long) ComponentBlocks.BLOCK_BYTES * frame.mcusAcross() * frame.mcuBlocks()
        + Math.max(SCANS_BUFFER_BYTES, scans * 2 * MIN_BUFFER_BYTES)
        + scans * (progressive ? SCAN_BYTES : SCAN_BYTES + 2 * HuffmanTable.STEPS_BYTES);
  }

  private List<ComponentBlocks> targets(JpegScan scan) {
    return scan.header().components().stream().map(ScanComponent::index).map(blocks::get).toList();
  }

  /**
   * Decodes the next row of MCUs.
   *
   * @return its coefficients, by component of the frame; they hold until the next call
   */
  public List<ComponentBlocks> next() throws IOException {
    blocks.forEach(ComponentBlocks::clear);
    for (Iterator<ScanDecoder> all = decoders.iterator(); all.hasNext(); ) {
      ScanDecoder decoder = all.next();
      try {
        decoder.decodeRow(mcuRow, cancel);
      } catch (ImageFormatException e) {
        // A component that has nothing else cannot do without the scan from this row on.
        if (damage == DamagePolicy.STRICT || decoder.scan.header().codesDc()) {
          throw e;
        }
        wholeRows = Math.min(wholeRows, mcuRow);
        all.remove();
      }
    }
    mcuRow++;
    return blocks;
  }

  /** Checks that nothing follows the last row in any scan. */
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

  /** Decodes all rows of a frame, from the first on, and checks what follows them. */
  public void passOver(JpegFrame frame) throws IOException {
    for (int row = 0; row < frame.mcusDown(); row++) {
      next();
    }
    finish();
  }

  /** Rows of MCUs that have every bit, of those before the first that lacks one. */
  public int wholeRows() {
    return wholeRows;
  }
}
