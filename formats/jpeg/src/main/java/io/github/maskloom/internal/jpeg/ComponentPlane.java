package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.InverseDct;
import io.github.maskloom.internal.jpeg.dct.Sampling;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;

/**
 * The samples of one component in a row of MCUs, at the scale that is decoded, and the last rows of
 * the MCUs above, which the rows of the image there still need. They are given by rows of the
 * image, enlarged where the component has fewer samples (ITU-T T.81, A.1.1).
 *
 * <p><b>Memory:</b> {@link #bytes}.
 */
final class ComponentPlane {
  private static final byte[] NO_ROW = {};

  /** Narrower components are not filtered. */
  private static final int MIN_FILTERED_WIDTH = 3;

  /** Blocks across and down an MCU. */
  final int horizontal;

  final int vertical;

  /** Samples across and down a decoded block, 1 to 8. */
  final int blockSide;

  /** How many coefficients of a block count, in coding order. */
  final int places;

  /** From one row to the next. */
  private final int stride;

  /** Samples of the component in the image, without what fills up its blocks. */
  private final int width;

  private final int height;

  /** How many pixels a sample makes across and down. */
  private final int perSampleAcross;

  private final int perSampleDown;
  private final boolean fancy;

  /** A row of the image, if samples are enlarged across. */
  private final byte[] enlarged;

  private byte[] row;
  private int rowAt;

  /** Rows; the last of them are those of the row of MCUs that was decoded last. */
  private final byte[] samples;

  private final int rowsKept;
  private final int mcuRowRows;

  /** A block to decode into; all its coefficients are zero. */
  final int[] block = new int[Zigzag.BLOCK];

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
    this.places = InverseDct.Reduced.places(blockSide);
    this.stride = frame.mcusAcross() * horizontal * blockSide;
    this.width = size.samples(frame.width(), horizontal, frame.maxMcuWidth(), blockSide);
    this.height = size.samples(frame.height(), vertical, frame.maxMcuHeight(), blockSide);
    this.mcuRowRows = vertical * blockSide;
    this.rowsKept = groupsKept * mcuRowRows / size.side();
    this.samples = new byte[(rowsKept + mcuRowRows) * stride];
    this.top = -rowsKept - mcuRowRows;
    this.perSampleAcross = size.maxHorizontal() * size.side() / (horizontal * blockSide);
    this.perSampleDown = size.maxVertical() * size.side() / (vertical * blockSide);
    boolean filtered = perSampleAcross == 1 || width >= MIN_FILTERED_WIDTH;
    this.fancy = size.side() > 1 && perSampleAcross <= 2 && perSampleDown <= 2 && filtered;
    this.enlarged =
        perSampleAcross * perSampleDown == 1 ? NO_ROW : new byte[perSampleAcross * width];
    this.row = enlarged;
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
  private int offset(int y) {
    return (Math.max(0, Math.min(height - 1, y)) - top) * stride;
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
      case 4 -> InverseDct.Reduced.toFour(block, last, samples, at, stride);
      case 2 -> InverseDct.Reduced.toTwo(block, samples, at, stride);
      case 1 -> samples[at] = InverseDct.Reduced.toOne(block[0]);
      default -> InverseDct.Reduced.to(blockSide, block, last, samples, at, stride);
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

  /** Copies the component's rows from {@code y} on, which the current row of MCUs begins with. */
  void copyTo(RasterWindow window, int y) {
    int rows = Math.min(mcuRowRows, height - y);
    for (int row = 0; row < rows; row++) {
      int from = (rowsKept + row) * stride;
      System.arraycopy(samples, from, window.bytes(), window.rowOffset(row), width);
    }
    window.place(y, rows);
  }

  /** Goes to a row of the image. */
  void select(int y) {
    int near = offset(y / perSampleDown);
    row = enlarged;
    rowAt = 0;
    if (fancy && perSampleDown == 2) {
      boolean upper = y % 2 == 0;
      int far = offset(upper ? y / 2 - 1 : y / 2 + 1);
      if (perSampleAcross == 2) {
        Sampling.double2(samples, near, far, width, enlarged);
      } else {
        Sampling.between(samples, near, far, upper ? 1 : 2, width, enlarged);
      }
    } else if (fancy && perSampleAcross == 2) {
      Sampling.double1(samples, near, width, enlarged);
    } else if (perSampleAcross == 1) {
      row = samples;
      rowAt = near;
    } else {
      Sampling.repeat(samples, near, perSampleAcross, width, enlarged);
    }
  }

  /** Holds the selected row. */
  byte[] row() {
    return row;
  }

  /** Where it begins there. */
  int rowAt() {
    return rowAt;
  }
}
