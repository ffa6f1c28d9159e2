package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.Downsampling;
import io.github.maskloom.internal.jpeg.dct.ForwardDct;
import io.github.maskloom.internal.jpeg.dct.Quantizer;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import java.io.IOException;
import java.util.Arrays;

/**
 * One component of an image that is encoded, a row of MCUs at a time: its samples, made coarser as
 * its sampling says, and what it takes to code its blocks (ITU-T T.81, A.2).
 *
 * <p>Where the image ends within a block, its last column and row are repeated, as the IJG library
 * does it ({@code jcprepct.c}, {@code jcsample.c}); blocks wholly beyond are coded with the DC
 * coefficient before them. <b>Memory:</b> {@link #bytes}.
 */
final class EncodedPlane {
  private static final int SIDE = 8;

  private final int slot;
  private final int horizontal;
  private final int vertical;

  /** How many pixels of the image a sample stands for across and down. */
  private final int across;

  private final int down;

  private final int blocksAcross;
  private final int blocksDown;
  private final int stride;
  private final byte[] samples;

  /** Rows of the image that become one row of samples. */
  private final byte[] pixels;

  private final int pixelStride;
  private final int width;

  private final Quantizer quantizer;
  private final int[] block = new int[Zigzag.BLOCK];
  private final short[] quantized = new short[Zigzag.BLOCK];
  private int previousDc;

  /**
   * A plane before its first row.
   *
   * @param slot of its tables: 0 for luma, 1 for chroma
   * @param across how many pixels of the image a sample stands for across
   * @param down and down
   * @param maxAcross how many blocks of the finest component stand across an MCU
   * @param maxDown and down
   */
  EncodedPlane(
      int slot,
      int width,
      int height,
      int across,
      int down,
      int maxAcross,
      int maxDown,
      Quantizer quantizer) {
    this.slot = slot;
    this.width = width;
    this.across = across;
    this.down = down;
    this.horizontal = maxAcross / across;
    this.vertical = maxDown / down;
    this.blocksAcross = ceilDiv(width, SIDE * across);
    this.blocksDown = ceilDiv(height, SIDE * down);
    this.stride = blocksAcross * SIDE;
    this.pixelStride = stride * across;
    this.samples = new byte[stride * SIDE * vertical];
    this.pixels = across * down == 1 ? samples : new byte[pixelStride * down];
    this.quantizer = quantizer;
  }

  /** Bytes of a plane. */
  static long bytes(int width, int across, int down, int maxDown) {
    long stride = (long) ceilDiv(width, SIDE * across) * SIDE;
    return stride * SIDE * maxDown / down + (across * down == 1 ? 0 : stride * across * down);
  }

  static int ceilDiv(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }

  /** What takes a row of the image. */
  byte[] pixels() {
    return pixels;
  }

  /** Where a row of the image goes there, counted within the row of MCUs. */
  int offset(int row) {
    return across * down == 1 ? row * stride : row % down * pixelStride;
  }

  /** Goes on once a row of the image is there. */
  void took(int row) {
    int at = offset(row);
    Arrays.fill(pixels, at + width, at + pixelStride, pixels[at + width - 1]);
    if (row % down == down - 1) {
      shrink(row / down);
    }
  }

  private void shrink(int row) {
    int to = row * stride;
    if (across == 2 && down == 2) {
      Downsampling.quarter(pixels, 0, pixelStride, samples, to, stride);
    } else if (across == 2 && down == 1) {
      Downsampling.halve(pixels, 0, samples, to, stride);
    } else if (across * down > 1) {
      Downsampling.average(pixels, 0, pixelStride, across, down, samples, to, stride);
    }
  }

  /** Fills the row of MCUs up below the last row of the image. */
  void fill(int row) {
    for (int missing = row + 1; missing % down != 0; missing++) {
      System.arraycopy(pixels, offset(row), pixels, offset(missing), pixelStride);
      took(missing);
    }
    int last = row / down * stride;
    for (int to = last + stride; to < samples.length; to += stride) {
      System.arraycopy(samples, last, samples, to, stride);
    }
  }

  /** Codes the blocks of an MCU. */
  void code(int mcu, int mcuRow, BlockSink sink) throws IOException {
    for (int row = 0; row < vertical; row++) {
      boolean there = mcuRow * vertical + row < blocksDown;
      int first = mcu * horizontal;
      for (int i = first; i < first + horizontal; i++) {
        if (there && i < blocksAcross) {
          code(row * SIDE * stride + i * SIDE, sink);
        } else {
          sink.put(slot, 0, quantized, 0);
        }
      }
    }
  }

  private void code(int at, BlockSink sink) throws IOException {
    ForwardDct.transform(samples, at, stride, block);
    long nonzero = quantizer.quantize(block, quantized);
    int dc = (nonzero & 1) == 0 ? 0 : quantized[0];
    sink.put(slot, dc - previousDc, quantized, nonzero & ~1L);
    previousDc = dc;
  }
}
