package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import java.util.Arrays;

/**
 * The quantized coefficients of one component within a row of MCUs (ITU-T T.81, A.1.1 and A.2).
 *
 * <p>A block has 64 coefficients in zigzag order. Blocks stand row by row, each row filled up to
 * whole MCUs; a row is {@link #stride} blocks long. <b>Memory:</b> {@value #BLOCK_BYTES} bytes a
 * block.
 */
public final class ComponentBlocks {
  /** Coefficients of a block. */
  public static final int SIZE = JpegFrame.BLOCK_SIDE * JpegFrame.BLOCK_SIDE;

  /** The coefficients of a block, and which of them are not zero. */
  public static final int BLOCK_BYTES = SIZE * Short.BYTES + Long.BYTES;

  private final int horizontal;
  private final int vertical;
  private final int mcusAcross;
  private final int blocksAcross;
  private final int blocksDown;
  private final short[] coefficients;
  private final long[] nonzero;

  public ComponentBlocks(JpegFrame frame, Component component) {
    this.horizontal = frame.mcuWidth(component);
    this.vertical = frame.mcuHeight(component);
    this.mcusAcross = frame.mcusAcross();
    this.blocksAcross = blocks(frame.width(), horizontal, frame.maxMcuWidth());
    this.blocksDown = blocks(frame.height(), vertical, frame.maxMcuHeight());
    this.nonzero = new long[mcusAcross * horizontal * vertical];
    this.coefficients = new short[nonzero.length * SIZE];
  }

  private static int blocks(int pixels, int factor, int maxFactor) {
    int samples = JpegFrame.ceilDiv(pixels * factor, maxFactor);
    return JpegFrame.ceilDiv(samples, JpegFrame.BLOCK_SIDE);
  }

  /** Blocks across an MCU. */
  public int horizontal() {
    return horizontal;
  }

  /** Blocks down an MCU. */
  public int vertical() {
    return vertical;
  }

  /** MCUs in a row. */
  int mcusAcross() {
    return mcusAcross;
  }

  /** Blocks from one row of blocks to the next. */
  public int stride() {
    return mcusAcross * horizontal;
  }

  /** Blocks in a row that a scan of this component alone codes. */
  int blocksAcross() {
    return blocksAcross;
  }

  /** Rows of blocks that a scan of this component alone codes in a row of MCUs. */
  int rowsCoded(int mcuRow) {
    return Math.min(vertical, blocksDown - mcuRow * vertical);
  }

  /** All coefficients. */
  public short[] coefficients() {
    return coefficients;
  }

  /** By block: which AC coefficients are not zero, coefficient {@code k} in bit {@code k}. */
  public long[] nonzero() {
    return nonzero;
  }

  /** Makes all coefficients zero. */
  public void clear() {
    Arrays.fill(coefficients, (short) 0);
    Arrays.fill(nonzero, 0);
  }
}
