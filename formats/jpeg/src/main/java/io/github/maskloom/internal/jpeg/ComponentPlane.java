package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.InverseDct;
import io.github.maskloom.internal.jpeg.dct.ReducedInverseDct;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import java.util.Arrays;

/**
 * The samples of one component in a row of MCUs, at the scale that is decoded, and the last rows of
 * the MCUs above, which the rows of the image there still need.
 *
 * <p><b>Memory:</b> {@link #bytes}.
 */
final class ComponentPlane {
  /** Blocks across and down an MCU. */
  final int horizontal;

  final int vertical;

  /** Samples across and down a decoded block: 8, 4, 2 or 1. */
  final int blockSide;

  /** How many coefficients of a block count, in coding order. */
  final int places;

  /** From one row to the next. */
  final int stride;

  /** Samples of the component in the image, without what fills up its blocks. */
  final int width;

  final int height;

  /** Rows; the last of them are those of the row of MCUs that was decoded last. */
  final byte[] samples;

  private final int rowsKept;
  private final int mcuRowRows;
  private final int[] block = new int[Zigzag.BLOCK];

  /** The component's row that stands first. */
  private int top;

  /**
   * A plane before its first row of MCUs.
   *
   * @param groupsKept how many groups of rows above the current ones are needed; a group makes as
   *     many rows of the image as the frame's largest vertical factor
   */
  ComponentPlane(JpegFrame frame, Component component, ScaledSize size, int groupsKept) {
    this.horizontal = frame.mcuWidth(component);
    this.vertical = frame.mcuHeight(component);
    this.blockSide = size.blockSide(horizontal, vertical);
    this.places = ReducedInverseDct.places(blockSide);
    this.stride = frame.mcusAcross() * horizontal * blockSide;
    this.width = size.samples(frame.width(), horizontal, frame.maxMcuWidth(), blockSide);
    this.height = size.samples(frame.height(), vertical, frame.maxMcuHeight(), blockSide);
    this.mcuRowRows = vertical * blockSide;
    this.rowsKept = groupsKept * mcuRowRows / size.side();
    this.samples = new byte[(rowsKept + mcuRowRows) * stride];
    this.top = -rowsKept - mcuRowRows;
  }

  /** Bytes of a plane. */
  static long bytes(JpegFrame frame, Component component, ScaledSize size, int groupsKept) {
    int side = size.blockSide(frame.mcuWidth(component), frame.mcuHeight(component));
    long stride = (long) frame.mcusAcross() * frame.mcuWidth(component) * side;
    int rows = frame.mcuHeight(component) * side;
    return stride * (rows + groupsKept * rows / size.side());
  }

  /** Makes room for the next row of MCUs. */
  void advance() {
    System.arraycopy(samples, mcuRowRows * stride, samples, 0, rowsKept * stride);
    top += mcuRowRows;
  }

  /** Where a row of the component begins; one beyond its ends is the first or last. */
  int offset(int row) {
    return (Math.max(0, Math.min(height - 1, row)) - top) * stride;
  }

  /** A block to decode into; all its coefficients are zero. */
  int[] block() {
    return block;
  }

  /**
   * Transforms {@link #block} into samples, and clears it.
   *
   * @param last the last place in coding order that may not be zero
   * @param across the block's number in its row of blocks
   * @param down the number of that row within the row of MCUs
   */
  void put(int last, int across, int down) {
    int at = (rowsKept + down * blockSide) * stride + across * blockSide;
    switch (blockSide) {
      case 8 -> InverseDct.transform(block, last, samples, at, stride);
      case 4 -> ReducedInverseDct.toFour(block, last, samples, at, stride);
      case 2 -> ReducedInverseDct.toTwo(block, samples, at, stride);
      default -> samples[at] = ReducedInverseDct.toOne(block[0]);
    }
    clear(last);
  }

  private void clear(int last) {
    if (blockSide == 2) {
      block[0] = 0;
      block[1] = 0;
      block[8] = 0;
      block[9] = 0;
      block[16] = 0;
    } else if (last > 0) {
      Arrays.fill(block, 0);
    } else {
      block[0] = 0;
    }
  }
}
