package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Trapezoid;
import io.github.maskloom.local.light.DerivedRows;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * An image of RGBA, 8 bits, laid on a floor: each of its rows becomes a level line, wider the
 * nearer it is. Every pixel is the mean of what it covers. Owns the source.
 *
 * <p><b>Memory:</b> two rows of the source, one of the target.
 */
final class LyingRows extends DerivedRows {
  private static final int BANDS = 4;

  private final Trapezoid from;
  private final Trapezoid to;
  private final BoundingBox target;

  /** The sum of source rows under the next row: colors times alpha, and alpha. */
  private final double[] sums;

  /** The same of the pixels before each, along the row. */
  private final double[] totals;

  private int loadedRow = -1;

  /**
   * Lays an image.
   *
   * @param from the outline of what lies, in pixels of the source
   * @param to where that outline comes to lie, in pixels of the scene
   * @param target the part of the scene that is made
   */
  LyingRows(WindowReader source, Trapezoid from, Trapezoid to, BoundingBox target) {
    super(source, target.width(), target.height());
    this.from = from;
    this.to = to;
    this.target = target;
    sums = new double[source.geometry().width() * BANDS];
    totals = new double[sums.length + BANDS];
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      int offset = window.rowOffset(row);
      Arrays.fill(window.bytes(), offset, offset + target.width() * BANDS, (byte) 0);
      double top = sourceRow(target.y() + y + row);
      double bottom = sourceRow(target.y() + y + row + 1.0);
      double height = Math.max(1, bottom - top);
      double middle = (top + bottom) / 2;
      if (add(middle - height / 2, middle + height / 2) > 0) {
        emit(target.y() + y + row + 0.5, middle, height, window.bytes(), offset);
      }
    }
  }

  /** The source's row that comes to lie on a row of the scene. */
  private double sourceRow(double y) {
    return from.row(to.depth(y));
  }

  /** Adds up the source's rows from one place to another; returns how much of that there is. */
  private double add(double top, double bottom) throws IOException {
    Arrays.fill(sums, 0);
    double added = 0;
    int height = sourceRow.geometry().height();
    for (int y = (int) Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++) {
      while (loadedRow < y) {
        readSourceRow();
        loadedRow++;
      }
      double weight = Math.min(bottom, y + 1.0) - Math.max(top, y);
      if (weight > 0 && loadedRow == y) {
        addRow(weight);
        added += weight;
      }
    }
    return added;
  }

  private void addRow(double weight) {
    byte[] row = sourceRow.bytes();
    for (int at = 0; at < sums.length; at += BANDS) {
      double alpha = weight * (row[at + 3] & 0xFF);
      sums[at] += alpha * (row[at] & 0xFF);
      sums[at + 1] += alpha * (row[at + 1] & 0xFF);
      sums[at + 2] += alpha * (row[at + 2] & 0xFF);
      sums[at + 3] += alpha;
    }
  }

  /** Makes a row of what was added up, which stands for a height of the source. */
  private void emit(double y, double middle, double height, byte[] bytes, int offset) {
    for (int i = 0; i < sums.length; i++) {
      totals[i + BANDS] = totals[i] + sums[i];
    }
    double left = to.left(y);
    double fromLeft = from.left(middle);
    double scale = (from.right(middle) - fromLeft) / (to.right(y) - left);
    double width = Math.max(1, scale);
    for (int x = 0; x < target.width(); x++) {
      double center = fromLeft + (target.x() + x + 0.5 - left) * scale;
      put(center - width / 2, center + width / 2, width * height, bytes, offset + x * BANDS);
    }
  }

  private void put(double left, double right, double area, byte[] bytes, int at) {
    double alpha = total(right, 3) - total(left, 3);
    if (alpha > 0) {
      for (int band = 0; band < 3; band++) {
        double color = (total(right, band) - total(left, band)) / alpha;
        bytes[at + band] = (byte) Math.round(Math.max(0, Math.min(255, color)));
      }
      bytes[at + 3] = (byte) Math.round(Math.min(255, alpha / area));
    }
  }

  /** The sum of a band up to a place of the row. */
  private double total(double x, int band) {
    int width = sourceRow.geometry().width();
    double within = Math.max(0, Math.min(width, x));
    int whole = Math.min(width - 1, (int) within);
    return totals[whole * BANDS + band] + (within - whole) * sums[whole * BANDS + band];
  }
}
