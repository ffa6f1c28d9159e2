package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The paint of a row of MCUs.
 *
 * <p>The last column and the last row are repeated into the padding of MCUs at the right and the
 * bottom, so that no edge comes into what nobody sees (ITU-T T.81, A.2.4). <b>Memory:</b> 4 bytes a
 * pixel of a row of MCUs.
 */
final class PaintBand {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int PIXEL_BYTES = 4;
  private static final long TWO_ALPHAS = 0x000000FF_000000FFL;

  private final PaintedRows paint;

  /** Hears where paint is, if it is there. */
  private final @Nullable PaintedCoverage coverage;

  private final int height;
  private final int width;
  private final int mcusAcross;
  private final long mcus;

  /** Pixels across and down an MCU. */
  private final int mcuWidth;

  private final int mcuHeight;

  private final int stride;
  private final byte[] pixels;

  /** By row of the band: whether it has paint. */
  private final boolean[] painted;

  private int nextRow;
  private int mcuRow = -1;

  /** MCUs from here to the end may be touched. */
  private int mcu;

  private int endMcu;

  PaintBand(JpegFrame frame, PaintedRows paint, @Nullable PaintedCoverage coverage) {
    this.paint = paint;
    this.coverage = coverage;
    height = frame.height();
    width = frame.width();
    mcusAcross = frame.mcusAcross();
    mcus = (long) mcusAcross * frame.mcusDown();
    mcuWidth = JpegFrame.BLOCK_SIDE * frame.maxMcuWidth();
    mcuHeight = JpegFrame.BLOCK_SIDE * frame.maxMcuHeight();
    stride = PIXEL_BYTES * mcusAcross * mcuWidth;
    pixels = new byte[stride * mcuHeight];
    painted = new boolean[mcuHeight];
  }

  static long heapBytes(JpegFrame frame) {
    return (long) PIXEL_BYTES
        * frame.mcusAcross()
        * JpegFrame.BLOCK_SIDE
        * frame.maxMcuWidth()
        * JpegFrame.BLOCK_SIDE
        * frame.maxMcuHeight();
  }

  /** What the paint does to the image. */
  BlendMode mode() {
    return paint.mode();
  }

  /** Begins above the first row; returns whether anything is painted. */
  boolean begin() throws IOException {
    nextRow = paint.nextRow();
    return nextRow < height;
  }

  /** Tells the paint how many rows are done. */
  void done(int rows) throws IOException {
    paint.done(rows);
  }

  /** Goes to the next MCU that has paint and returns its number in the scan; behind all if none. */
  long nextMcu() throws IOException {
    while (true) {
      for (; mcu < endMcu; mcu++) {
        if (isTouched()) {
          return (long) mcuRow * mcusAcross + mcu++;
        }
      }
      if (nextRow >= height) {
        return mcus;
      }
      int top = beginBand();
      while (nextRow < Math.min(height, top + mcuHeight)) {
        loadRow(nextRow - top);
        nextRow = paint.nextRow();
      }
      repeatLastRow(height - 1 - top);
    }
  }

  /** Begins the row of MCUs of the next row, and returns the first row of it. */
  private int beginBand() {
    mcuRow = nextRow / mcuHeight;
    Arrays.fill(painted, false);
    mcu = mcusAcross;
    endMcu = 0;
    return mcuRow * mcuHeight;
  }

  private void repeatLastRow(int last) {
    for (int row = last + 1; row < mcuHeight; row++) {
      painted[row] = painted[last];
      System.arraycopy(pixels, last * stride, pixels, row * stride, stride);
    }
  }

  private void loadRow(int row) throws IOException {
    int start = row * stride;
    paint.read(pixels, start);
    int lastPixel = start + PIXEL_BYTES * (width - 1);
    for (int at = lastPixel + PIXEL_BYTES; at < start + stride; at += PIXEL_BYTES) {
      INT.set(pixels, at, (int) INT.get(pixels, lastPixel));
    }
    int first = start;
    int end = start + stride;
    while (first < end && ((long) LONG.get(pixels, first) & TWO_ALPHAS) == 0) {
      first += Long.BYTES;
    }
    if (first < end) {
      while (((long) LONG.get(pixels, end - Long.BYTES) & TWO_ALPHAS) == 0) {
        end -= Long.BYTES;
      }
      painted[row] = true;
      mcu = Math.min(mcu, (first - start) / (PIXEL_BYTES * mcuWidth));
      endMcu = Math.max(endMcu, 1 + (end - start - 1) / (PIXEL_BYTES * mcuWidth));
      if (coverage != null) {
        int firstPixel = (first - start) / PIXEL_BYTES;
        int endPixel = (end - start) / PIXEL_BYTES;
        coverage.painted(mcuRow * mcuHeight + row, pixels, start, firstPixel, endPixel);
      }
    }
  }

  private boolean isTouched() {
    long alphas = 0;
    for (int row = 0; row < mcuHeight && alphas == 0; row++) {
      if (painted[row]) {
        int from = row * stride + mcu * mcuWidth * PIXEL_BYTES;
        for (int at = from; at < from + mcuWidth * PIXEL_BYTES; at += Long.BYTES) {
          alphas |= (long) LONG.get(pixels, at) & TWO_ALPHAS;
        }
      }
    }
    return alphas != 0;
  }

  /** The color and alpha of all pixels of the MCU that {@link #nextMcu} named; 0 if they differ. */
  int uniformPixel() {
    int left = (mcu - 1) * mcuWidth * PIXEL_BYTES;
    int first = painted[0] ? (int) INT.get(pixels, left) : 0;
    long both = (long) first << 32 | (first & 0xFFFFFFFFL);
    long different = 0;
    for (int row = 0; row < mcuHeight; row++) {
      if (!painted[row] || different != 0) {
        return 0;
      }
      int from = row * stride + left;
      for (int at = from; at < from + mcuWidth * PIXEL_BYTES; at += Long.BYTES) {
        different |= (long) LONG.get(pixels, at) ^ both;
      }
    }
    return different == 0 ? first : 0;
  }

  /** Copies the pixels of the MCU that {@link #nextMcu} named, row by row; 0 for no paint. */
  void copyMcu(int[] target) {
    int to = 0;
    for (int row = 0; row < mcuHeight; row++) {
      if (painted[row]) {
        int from = row * stride + (mcu - 1) * mcuWidth * PIXEL_BYTES;
        for (int x = 0; x < mcuWidth; x++) {
          target[to + x] = (int) INT.get(pixels, from + x * PIXEL_BYTES);
        }
      } else {
        Arrays.fill(target, to, to + mcuWidth, 0);
      }
      to += mcuWidth;
    }
  }
}
