package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import java.util.Arrays;

/**
 * The quantized coefficients of one component within a row of MCUs (ITU-T T.81, A.1.1 and A.2).
 *
 * <p>A block has 64 coefficients in zigzag order. Blocks stand row by row, each row filled up to
 * whole MCUs; a row is {@link #stride} blocks long. <b>Memory:</b> {@value #BLOCK_BYTES} bytes a
 * block.
 *
 * @param horizontal blocks across an MCU
 * @param vertical blocks down an MCU
 * @param mcusAcross MCUs in a row
 * @param blocksAcross blocks in a row that a scan of this component alone codes
 * @param blocksDown rows of blocks that such a scan codes
 * @param coefficients all of them
 * @param nonzero by block: which AC coefficients are not zero, coefficient {@code k} in bit {@code
 *     k}
 */
@SuppressWarnings("ArrayRecordComponent")
public record ComponentBlocks(
    int horizontal,
    int vertical,
    int mcusAcross,
    int blocksAcross,
    int blocksDown,
    short[] coefficients,
    long[] nonzero) {
  /** Coefficients of a block. */
  public static final int SIZE = JpegFrame.BLOCK_SIDE * JpegFrame.BLOCK_SIDE;

  /** The coefficients of a block, and which of them are not zero. */
  public static final int BLOCK_BYTES = SIZE * Short.BYTES + Long.BYTES;

  /** Room for a component of a frame. */
  static ComponentBlocks of(JpegFrame frame, Component component) {
    int blocks = frame.mcusAcross() * frame.mcuBlocks(component);
    return new ComponentBlocks(
        frame.mcuWidth(component),
        frame.mcuHeight(component),
        frame.mcusAcross(),
        blocks(frame.width(), frame.mcuWidth(component), frame.maxMcuWidth()),
        blocks(frame.height(), frame.mcuHeight(component), frame.maxMcuHeight()),
        new short[blocks * SIZE],
        new long[blocks]);
  }

  private static int blocks(int pixels, int factor, int maxFactor) {
    int samples = JpegFrame.ceilDiv(pixels * factor, maxFactor);
    return JpegFrame.ceilDiv(samples, JpegFrame.BLOCK_SIDE);
  }

  /** Blocks from one row of blocks to the next. */
  public int stride() {
    return mcusAcross * horizontal;
  }

  /** Rows of blocks that a scan of this component alone codes in a row of MCUs. */
  int rowsCoded(int mcuRow) {
    return Math.min(vertical, blocksDown - mcuRow * vertical);
  }

  /** Makes all coefficients zero. */
  public void clear() {
    Arrays.fill(coefficients, (short) 0);
    Arrays.fill(nonzero, 0);
  }
}
