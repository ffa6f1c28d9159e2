package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.CoefficientRows;
import io.github.maskloom.internal.jpeg.scan.ComponentBlocks;
import java.io.IOException;
import java.util.List;

/**
 * A progressive image, or one whose components have scans of their own, as samples. <b>Memory:</b>
 * see {@link CoefficientRows}.
 */
final class MultiScanRows implements McuRows {
  private final CoefficientRows rows;
  private final byte[] natural = Zigzag.toNatural();
  private final List<int[]> divisors;

  /**
   * Begins at the first row.
   *
   * @param rows of all scans
   * @param divisors by component, in coding order
   */
  MultiScanRows(CoefficientRows rows, List<int[]> divisors) {
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
        dequantize(component, number, nonzero, by, plane.block());
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
