package io.github.maskloom.internal.color;

import io.github.maskloom.internal.pixel.Samples;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.util.Arrays;
import java.util.List;

/**
 * Compares a photo with an answer to it in the ring around the paint, where both should agree.
 *
 * <p>Pixels are averaged over cells of {@value #CELL} by {@value #CELL} first, so that fine detail
 * that an answer blurs or codes away does not count as a shift of color. A sample does not count if
 * the answer's is cut at black or white, or nearly so; a cell does not if much of it was. Cells go
 * into a {@link CellSample} for each channel.
 *
 * <p><b>Memory:</b> {@link #heapBytes}. <b>Threads:</b> confined to one.
 */
public final class RingTally {
  private static final int CELL = 16;
  private static final int BANDS = 4;
  private static final int ALPHA = 3;

  /** A cell with fewer pixels in the ring says too little. */
  private static final int MIN_PIXELS = CELL * CELL / 8;

  /** Samples so near to black or white, of 255, may have been cut before they were coded. */
  private static final int CUT_MARGIN = 3;

  /** A cell counts if at most one of so many samples was cut. */
  private static final int CUT_SHARE = 16;

  private final int max;
  private final int cutBelow;
  private final int cutAbove;
  private final int channels;
  private final int height;
  private final CellSums[] cells;
  private final CellSample[] samples;
  private final int[] photoSamples = new int[Samples.STRETCH_PIXELS * BANDS];
  private final int[] answerSamples = new int[Samples.STRETCH_PIXELS * BANDS];
  private final int[] ringSamples = new int[Samples.STRETCH_PIXELS * BANDS];
  private int nextY;

  /** A tally of photos of a shape, beside which the answer comes as RGBA of the same depth. */
  public RingTally(ImageGeometry photo) {
    max = Samples.max(photo.depth());
    cutBelow = CUT_MARGIN * (max / 0xFF);
    cutAbove = max - cutBelow;
    channels = photo.colorBands();
    height = photo.height();
    cells = new CellSums[cells(photo.width()) * channels];
    Arrays.setAll(cells, cell -> new CellSums());
    samples = new CellSample[channels];
    Arrays.setAll(samples, channel -> new CellSample());
  }

  private static int cells(int width) {
    return (width + CELL - 1) / CELL;
  }

  /** Heap that a tally takes. */
  public static long heapBytes(ImageGeometry photo) {
    return (long) cells(photo.width()) * photo.colorBands() * CellSums.HEAP_BYTES
        + photo.colorBands() * CellSample.HEAP_BYTES
        + 3L * Samples.STRETCH_PIXELS * BANDS * Integer.BYTES;
  }

  /**
   * Compares the next row.
   *
   * @param ring RGBA of depth 16, whose alpha tells where the ring is
   * @param least the least alpha that is in it; the largest of all is outside
   */
  public void add(
      RasterWindow photo, int photoRow, RasterWindow answer, RasterWindow ring, int least) {
    int width = photo.geometry().width();
    int bands = photo.geometry().bands();
    for (int x = 0; x < width; x += Samples.STRETCH_PIXELS) {
      int stretch = Math.min(Samples.STRETCH_PIXELS, width - x);
      Samples.load(ring, 0, x, stretch, ringSamples);
      Samples.load(photo, photoRow, x, stretch, photoSamples);
      Samples.load(answer, 0, x, stretch, answerSamples);
      for (int i = 0; i < stretch; i++) {
        int weight = ringSamples[i * BANDS + ALPHA];
        if (weight >= least && weight < 0xFFFF && isOpaque(i, bands)) {
          addPixel(x + i, i * bands, i * BANDS);
        }
      }
    }
    skip();
  }

  private boolean isOpaque(int i, int bands) {
    boolean photoIs = bands % 2 == 1 || photoSamples[i * bands + bands - 1] == max;
    return photoIs && answerSamples[i * BANDS + ALPHA] == max;
  }

  private void addPixel(int x, int photo, int answer) {
    int cell = x / CELL * channels;
    for (int channel = 0; channel < channels; channel++) {
      int sample = answerSamples[answer + channel];
      if (sample <= cutBelow || sample >= cutAbove) {
        cells[cell + channel].cut++;
      } else {
        cells[cell + channel].add(x % CELL, nextY % CELL, photoSamples[photo + channel], sample);
      }
    }
  }

  /** Ends the row, of which nothing counts unless it was added. */
  public void skip() {
    nextY++;
    if (nextY % CELL == 0 || nextY == height) {
      for (int i = 0; i < cells.length; i++) {
        end(i);
      }
    }
  }

  private void end(int i) {
    CellSums cell = cells[i];
    if (cell.count >= MIN_PIXELS && cell.cut * CUT_SHARE <= cell.count) {
      samples[i % channels].add(cell, 255.0 / max);
    }
    if (cell.count + cell.cut > 0) {
      cells[i] = new CellSums();
    }
  }

  /** What was found in each channel: 1 for gray, 3 for color. */
  List<CellSample> samples() {
    return List.of(samples);
  }

  /** Sums over the pixels of a cell that count: of a photo, of an answer, and of their places. */
  static final class CellSums {
    /** Its numbers and the object around them, with what points to it. */
    static final long HEAP_BYTES = 10 * Double.BYTES + 16 + 8;

    int count;
    int cut;
    double photo;
    double answer;
    private double photoSquares;
    private double photoByX;
    private double photoByY;
    private int x;
    private int y;
    private int xSquares;
    private int ySquares;

    void add(int atX, int atY, int photoSample, int answerSample) {
      count++;
      photo += photoSample;
      answer += answerSample;
      photoSquares += (double) photoSample * photoSample;
      photoByX += (double) photoSample * atX;
      photoByY += (double) photoSample * atY;
      x += atX;
      y += atY;
      xSquares += atX * atX;
      ySquares += atY * atY;
    }

    /** How the photo rises to the right, a pixel; 0 where all pixels are in one column. */
    double gradientX() {
      return gradient(photoByX, x, xSquares);
    }

    /** How the photo rises downwards, a pixel. */
    double gradientY() {
      return gradient(photoByY, y, ySquares);
    }

    private double gradient(double product, double places, double squares) {
      double spread = variance(squares, places);
      return spread < 1 ? 0 : (product / count - places / count * (photo / count)) / spread;
    }

    private double variance(double squares, double sum) {
      double mean = sum / count;
      return Math.max(squares / count - mean * mean, 0);
    }

    /** The variance of the photo that its two gradients do not explain. */
    double texture() {
      double gradientX = gradientX();
      double gradientY = gradientY();
      double plane =
          gradientX * gradientX * variance(xSquares, x)
              + gradientY * gradientY * variance(ySquares, y);
      return Math.max(variance(photoSquares, photo) - plane, 0);
    }
  }
}
