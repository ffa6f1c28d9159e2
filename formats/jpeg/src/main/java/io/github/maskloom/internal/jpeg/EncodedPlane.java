package io.github.maskloom.internal.jpeg;

import io.github.maskloom.internal.jpeg.dct.ForwardDct;
import io.github.maskloom.internal.jpeg.dct.Quantizer;
import io.github.maskloom.internal.jpeg.dct.Sampling;
import io.github.maskloom.internal.jpeg.dct.Zigzag;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.ScanWriter;
import io.github.maskloom.raster.RasterWindow;
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
  private static final int SIDE = JpegFrame.BLOCK_SIDE;

  private final int component;
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

  /** A plane before its first row, of a component of the frame. */
  EncodedPlane(int component, JpegFrame frame, Quantizer quantizer) {
    Component sampled = frame.components().get(component);
    this.component = component;
    this.width = frame.width();
    this.horizontal = frame.mcuWidth(sampled);
    this.vertical = frame.mcuHeight(sampled);
    this.across = frame.maxMcuWidth() / horizontal;
    this.down = frame.maxMcuHeight() / vertical;
    this.blocksAcross = JpegFrame.ceilDiv(width, SIDE * across);
    this.blocksDown = JpegFrame.ceilDiv(frame.height(), SIDE * down);
    this.stride = blocksAcross * SIDE;
    this.pixelStride = stride * across;
    this.samples = new byte[stride * SIDE * vertical];
    this.pixels = across * down == 1 ? samples : new byte[pixelStride * down];
    this.quantizer = quantizer;
  }

  /** Bytes of a plane. */
  static long bytes(Component component, JpegFrame frame) {
    int vertical = frame.mcuHeight(component);
    int across = frame.maxMcuWidth() / frame.mcuWidth(component);
    int down = frame.maxMcuHeight() / vertical;
    long stride = (long) JpegFrame.ceilDiv(frame.width(), SIDE * across) * SIDE;
    return stride * SIDE * vertical + (across * down == 1 ? 0 : stride * across * down);
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
      Sampling.quarter(pixels, 0, pixelStride, samples, to, stride);
    } else if (across == 2 && down == 1) {
      Sampling.halve(pixels, 0, samples, to, stride);
    } else if (across * down > 1) {
      Sampling.average(pixels, 0, pixelStride, across, down, samples, to, stride);
    }
  }

  /** Fills the row of MCUs up below the last row of the image. */
  void fill(int row) {
    for (int missing = row + 1; missing % down != 0; missing++) {
      System.arraycopy(pixels, offset(row), pixels, offset(missing), pixelStride);
      took(missing);
    }
    repeat(row / down);
  }

  /** Takes all rows of the component in a row of MCUs, which need not be made coarser. */
  void take(RasterWindow rows) {
    int samplesAcross = rows.geometry().width();
    for (int row = 0; row < rows.rows(); row++) {
      int to = row * stride;
      System.arraycopy(rows.bytes(), rows.rowOffset(row), samples, to, samplesAcross);
      int end = to + samplesAcross;
      Arrays.fill(samples, end, to + stride, samples[end - 1]);
    }
    repeat(rows.rows() - 1);
  }

  /** Fills up the row of MCUs with a row of samples. */
  private void repeat(int row) {
    int last = row * stride;
    for (int to = last + stride; to < samples.length; to += stride) {
      System.arraycopy(samples, last, samples, to, stride);
    }
  }

  /** Codes the blocks of an MCU. */
  void code(int mcu, int mcuRow, ScanWriter scan) throws IOException {
    for (int row = 0; row < vertical; row++) {
      boolean there = mcuRow * vertical + row < blocksDown;
      int first = mcu * horizontal;
      for (int i = first; i < first + horizontal; i++) {
        if (there && i < blocksAcross) {
          code(row * SIDE * stride + i * SIDE, scan);
        } else {
          scan.put(component, 0, quantized, 0, 0);
        }
      }
    }
  }

  private void code(int at, ScanWriter scan) throws IOException {
    ForwardDct.transform(samples, at, stride, block);
    long nonzero = quantizer.quantize(block, quantized);
    int dc = (nonzero & 1) == 0 ? 0 : quantized[0];
    scan.put(component, dc - previousDc, quantized, 0, nonzero & ~1L);
    previousDc = dc;
  }
}
