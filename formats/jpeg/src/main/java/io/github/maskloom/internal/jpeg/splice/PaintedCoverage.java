package io.github.maskloom.internal.jpeg.splice;

import com.google.common.primitives.Bytes;
import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a photo is painted, noted while it takes the paint, by the MCUs of its gain map.
 *
 * <p>An MCU of the map is covered if paint, however thin, lies under one of its pixels, or beside
 * one: a map is enlarged by those who show it, and so are its chroma planes. <b>Memory:</b> a byte
 * for each MCU of two rows of them, and where each column lies on the photo. All rows are in a
 * temporary file.
 */
final class PaintedCoverage {
  private static final int PIXEL_BYTES = 4;

  private final int photoHeight;
  private final JpegFrame map;
  private final int mcuHeight;
  private final int across;
  private final int down;

  /** By column of MCUs: the photo's pixels that paint it, from the first to behind the last. */
  private final int[] firsts;

  private final int[] ends;

  private final SpoolFile file;

  /** The rows of MCUs at {@link #top} and below it, a byte for each MCU: 1 if it is covered. */
  private byte[] upper;

  private byte[] lower;
  private int top;

  /** The photo's rows that paint them: up to before this one, and from this one on. */
  private int bottom;

  private int nextTop;

  /**
   * Begins above the first row of a photo as it is stored, whose map is at most as large.
   *
   * @param file takes the covered MCUs at its beginning, before anything else
   */
  PaintedCoverage(JpegFrame photo, JpegFrame map, SpoolFile file) {
    this.map = map;
    this.file = file;
    photoHeight = photo.height();
    mcuHeight = JpegFrame.BLOCK_SIDE * map.maxMcuHeight();
    across = map.mcusAcross();
    down = map.mcusDown();
    upper = new byte[across];
    lower = new byte[across];
    firsts = new int[across];
    ends = new int[across];
    int mcuWidth = JpegFrame.BLOCK_SIDE * map.maxMcuWidth();
    int around = around(map.maxMcuWidth());
    for (int i = 0; i < across; i++) {
      firsts[i] = scaled(i * mcuWidth - around, map.width(), photo.width(), 0);
      ends[i] = scaled((i + 1) * mcuWidth + around, map.width(), photo.width(), map.width() - 1);
    }
    begin(0);
  }

  /** Bytes that the file takes. */
  static long fileBytes(JpegFrame map) {
    return (long) map.mcusAcross() * map.mcusDown();
  }

  /** Heap that this and its {@link #neutralPaint} take. */
  static long heapBytes(JpegFrame map) {
    return (3L + 2 * Integer.BYTES) * map.mcusAcross();
  }

  /** How far around a pixel paint reaches: to the next one, and by a sample of chroma. */
  private static int around(int sampling) {
    return sampling == 1 ? 1 : 1 + sampling;
  }

  /** Where a place on the map is on the photo, rounded by what is added first. */
  private static int scaled(int place, int mapSide, int photoSide, int rounding) {
    int within = Math.max(0, Math.min(mapSide, place));
    return (int) (((long) within * photoSide + rounding) / mapSide);
  }

  private int first(int mcuRow) {
    int place = mcuRow * mcuHeight - around(map.maxMcuHeight());
    return scaled(place, map.height(), photoHeight, 0);
  }

  private int end(int mcuRow) {
    int place = (mcuRow + 1) * mcuHeight + around(map.maxMcuHeight());
    return scaled(place, map.height(), photoHeight, map.height() - 1);
  }

  /**
   * Hears of a row with paint.
   *
   * @param pixels the row from {@code offset} on, which is not to be kept
   * @param first no pixel before it is painted
   * @param end none from here on is; may be behind the row
   */
  void painted(int row, byte[] pixels, int offset, int first, int end) throws IOException {
    while (bottom <= row) {
      moveDown();
    }
    boolean both = nextTop <= row;
    for (int i = 0; i < across; i++) {
      boolean noted = upper[i] != 0 && (!both || lower[i] != 0);
      int from = Math.max(first, firsts[i]);
      if (!noted && isPainted(pixels, offset, from, Math.min(end, ends[i]))) {
        upper[i] = 1;
        lower[i] = (byte) (both ? 1 : 0);
      }
    }
  }

  private static boolean isPainted(byte[] pixels, int offset, int from, int end) {
    int alphas = 0;
    for (int x = from; x < end; x++) {
      alphas |= pixels[offset + PIXEL_BYTES * x + PIXEL_BYTES - 1];
    }
    return alphas != 0;
  }

  private void moveDown() throws IOException {
    file.write((long) top * across, ByteBuffer.wrap(upper));
    byte[] written = upper;
    upper = lower;
    lower = written;
    Arrays.fill(lower, (byte) 0);
    begin(top + 1);
  }

  private void begin(int mcuRow) {
    top = mcuRow;
    bottom = end(mcuRow);
    nextTop = mcuRow + 1 < down ? first(mcuRow + 1) : Integer.MAX_VALUE;
  }

  /** Notes the end of the paint. */
  void finish() throws IOException {
    while (top < down) {
      moveDown();
    }
  }

  /**
   * The paint for the map itself, once this is finished: all of the MCUs that are covered.
   *
   * @param rgb the color, red in the third byte
   */
  PaintedRows neutralPaint(int rgb, CancelSignal cancel) {
    return new NeutralPaint(rgb, cancel);
  }

  private final class NeutralPaint implements PaintedRows {
    private final byte[] pixel;
    private final CancelSignal cancel;
    private final byte[] covered = new byte[across];
    private int mapRow = -1;

    NeutralPaint(int rgb, CancelSignal cancel) {
      pixel = new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb, -1};
      this.cancel = cancel;
    }

    @Override
    public int nextRow() throws IOException {
      mapRow++;
      while (mapRow < map.height() && mapRow % mcuHeight == 0 && !load(mapRow / mcuHeight)) {
        mapRow += mcuHeight;
      }
      return Math.min(mapRow, map.height());
    }

    private boolean load(int mcuRow) throws IOException {
      file.read((long) mcuRow * across, ByteBuffer.wrap(covered));
      return Bytes.contains(covered, (byte) 1);
    }

    @Override
    public void read(byte[] target, int offset) {
      int mcuWidth = JpegFrame.BLOCK_SIDE * map.maxMcuWidth();
      for (int x = 0; x < map.width(); x++) {
        int to = offset + PIXEL_BYTES * x;
        if (covered[x / mcuWidth] != 0) {
          System.arraycopy(pixel, 0, target, to, PIXEL_BYTES);
        } else {
          target[to + PIXEL_BYTES - 1] = 0;
        }
      }
    }

    @Override
    public void done(int doneRows) {
      cancel.throwIfCancelled();
    }
  }
}
