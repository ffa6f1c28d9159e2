package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.BlockDecoder;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.ComponentBlocks;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.ScanBits;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.ScanWalk;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.IOException;
import java.util.List;

/** The coded data of a JPEG image, decoded a row of MCUs at a time. */
interface McuRows {
  /**
   * Decodes the next row of MCUs.
   *
   * @param planes by component of the frame; each has room for the row
   * @throws io.github.maskloom.errors.ImageFormatException if the data are broken and none of the
   *     rows from here on is known
   */
  void decodeRow(ComponentPlane[] planes) throws IOException;

  /** Checks what follows the last row, as far as it matters. */
  void finish() throws IOException;

  /** Rows of MCUs from the top that lack no bit, of all that were decoded. */
  int wholeRows();

  /**
   * A sequential image in one scan, decoded as its bytes come (ITU-T T.81, F.2).
   *
   * <p>What follows the last MCU is not read. <b>Memory:</b> {@value #HEAP_BYTES} bytes.
   */
  final class Sequential implements McuRows {
    private static final int WINDOW_BYTES = 1 << 14;

    static final long HEAP_BYTES = 52 << 10;

    private final int mcusAcross;
    private final BlockDecoder decoder;

    /** By the scan's components: their places in the frame, and divisors. */
    private final int[] components;

    private final int[][] divisors;

    private Sequential(JpegFrame frame, JpegScan scan, ScanWalk walk, ScanBits bits) {
      List<ScanComponent> scanned = scan.header().components();
      this.mcusAcross = frame.mcusAcross();
      this.decoder = new BlockDecoder(scan, bits);
      this.components = new int[scanned.size()];
      this.divisors = new int[scanned.size()][];
      for (int i = 0; i < components.length; i++) {
        components[i] = scanned.get(i).index();
        divisors[i] = walk.divisors().get(components[i]);
      }
    }

    /**
     * Goes to the data.
     *
     * @param input the file from its first byte
     * @param walk at its beginning
     */
    static Sequential open(JpegInput input, JpegFrame frame, ScanWalk walk) throws IOException {
      JpegScan scan = walk.onlyScan(ScanWalk.Segments.NONE);
      ScanBits bits = new ScanBits(input, WINDOW_BYTES, 1, true);
      return new Sequential(frame, scan, walk, bits);
    }

    @Override
    public void decodeRow(ComponentPlane[] planes) throws IOException {
      for (int mcu = 0; mcu < mcusAcross; mcu++) {
        decoder.beginMcu();
        for (int i = 0; i < components.length; i++) {
          decodeBlocks(i, planes[components[i]], mcu);
        }
      }
      decoder.checkNotPassed();
    }

    private void decodeBlocks(int i, ComponentPlane plane, int mcu) throws IOException {
      int first = mcu * plane.horizontal;
      for (int down = 0; down < plane.vertical; down++) {
        for (int across = first; across < first + plane.horizontal; across++) {
          int last = decoder.decode(i, divisors[i], plane.places, plane.block);
          plane.put(last, across, down);
        }
      }
    }

    /** Checks nothing: some programs leave padding, others more, where no sample depends on it. */
    @Override
    public void finish() {}

    /** All of them: a row that lacks bits is not decoded. */
    @Override
    public int wholeRows() {
      return Integer.MAX_VALUE;
    }
  }

  /**
   * A progressive image, or one whose components have scans of their own, as samples.
   * <b>Memory:</b> see {@link CoefficientRows}.
   */
  final class MultiScan implements McuRows {
    private final CoefficientRows rows;
    private final byte[] natural = Zigzag.toNatural();
    private final List<int[]> divisors;

    /**
     * Begins at the first row.
     *
     * @param rows of all scans
     * @param divisors by component, in coding order
     */
    MultiScan(CoefficientRows rows, List<int[]> divisors) {
      this.rows = rows;
      this.divisors = divisors;
    }

    @Override
    public void decodeRow(ComponentPlane[] planes) throws IOException {
      List<ComponentBlocks> blocks = rows.next();
      for (int i = 0; i < planes.length; i++) {
        transform(blocks.get(i), divisors.get(i), planes[i]);
      }
    }

    private void transform(ComponentBlocks component, int[] by, ComponentPlane plane) {
      long counting = -1L >>> (Zigzag.BLOCK - plane.places);
      for (int down = 0; down < component.vertical(); down++) {
        int first = down * component.stride();
        for (int across = 0; across < component.stride(); across++) {
          int number = first + across;
          long nonzero = component.nonzero()[number] & counting;
          dequantize(component, number, nonzero, by, plane.block);
          plane.put(63 - Long.numberOfLeadingZeros(nonzero | 1), across, down);
        }
      }
    }

    private void dequantize(
        ComponentBlocks component, int number, long nonzero, int[] by, int[] block) {
      short[] coefficients = component.coefficients();
      int base = number * ComponentBlocks.SIZE;
      block[0] = coefficients[base] * by[0];
      // Invariant: left are the coefficients that are not zero and not in the block.
      for (long left = nonzero; left != 0; left &= left - 1) {
        int k = Long.numberOfTrailingZeros(left);
        block[natural[k]] = coefficients[base + k] * by[k];
      }
    }

    @Override
    public void finish() throws IOException {
      rows.finish();
    }

    @Override
    public int wholeRows() {
      return rows.wholeRows();
    }
  }
}
