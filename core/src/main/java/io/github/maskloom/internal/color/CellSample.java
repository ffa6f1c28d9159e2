package io.github.maskloom.internal.color;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Cells of one channel, on the scale 0 to 255: all, or as many as are held of more, each as likely
 * as the other (Vitter's algorithm R, always with the same random numbers).
 */
final class CellSample {
  private static final int CAPACITY = 2048;
  private static final int FIELDS = 5;

  /** Heap that a sample takes. */
  static final long HEAP_BYTES = (long) CAPACITY * FIELDS * Float.BYTES;

  /**
   * How much less a cell says by the variance in it, of 255 squared: where there is much detail, a
   * pixel of shift moves the mean of the cell.
   */
  private static final double TEXTURE = 0.1;

  private final float[] fields = new float[CAPACITY * FIELDS];
  private final Random random = new Random(1);
  private int seen;
  private long pixels;

  /**
   * A cell.
   *
   * @param level mean of photo and answer, so that noise in one of them does not lean a line that
   *     is laid through the cells (Bland and Altman, 1986)
   * @param shift photo less answer
   * @param gradientX how the photo rises to the right, a pixel
   * @param gradientY how it rises downwards
   * @param weight how much the cell says
   */
  record Cell(double level, double shift, double gradientX, double gradientY, double weight) {}

  void add(RingTally.CellSums sums, double scale) {
    pixels += sums.count;
    int at = seen < CAPACITY ? seen : random.nextInt(seen + 1);
    seen++;
    if (at < CAPACITY) {
      double photo = sums.photo / sums.count * scale;
      double answer = sums.answer / sums.count * scale;
      double texture = sums.texture() * scale * scale;
      put(at, 0, (photo + answer) / 2);
      put(at, 1, photo - answer);
      put(at, 2, sums.gradientX() * scale);
      put(at, 3, sums.gradientY() * scale);
      put(at, 4, sums.count / (1 + texture * TEXTURE));
    }
  }

  private void put(int cell, int field, double value) {
    fields[cell * FIELDS + field] = (float) value;
  }

  /** Pixels of all cells, also of those that are not held. */
  long pixels() {
    return pixels;
  }

  /** Cells that are held. */
  List<Cell> cells() {
    float[] all = fields;
    return IntStream.range(0, Math.min(seen, CAPACITY))
        .map(cell -> cell * FIELDS)
        .mapToObj(i -> new Cell(all[i], all[i + 1], all[i + 2], all[i + 3], all[i + 4]))
        .toList();
  }
}
