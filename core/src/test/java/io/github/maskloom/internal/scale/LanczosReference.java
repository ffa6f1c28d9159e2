package io.github.maskloom.internal.scale;

import io.github.maskloom.internal.pixel.TestRows;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;

/**
 * Lanczos3 over a whole image in doubles, from its definition: a matrix of weights for the rows of
 * the image, then one for its columns, with every source position in both.
 */
final class LanczosReference {
  /** The rounding error of a float operation, relative to its result. */
  private static final double FLOAT_UNIT = Math.pow(2, -24);

  private final ImageGeometry geometry;
  private final double[][] columns;
  private final double[][] rows;

  /** Sums over columns, for each source row, target column and band. */
  private final Sum[][][] across;

  LanczosReference(RasterWindow source, int targetWidth, int targetHeight) {
    geometry = source.geometry();
    columns = weights(geometry.width(), targetWidth);
    rows = weights(geometry.height(), targetHeight);
    across = new Sum[geometry.height()][targetWidth][geometry.bands()];
    for (int v = 0; v < across.length; v++) {
      double[][] row = premultiplied(source, v);
      for (int x = 0; x < targetWidth; x++) {
        for (int band = 0; band < geometry.bands(); band++) {
          across[v][x][band] = acrossColumns(row[band], columns[x]);
        }
      }
    }
  }

  /** A weighted sum, the sum of its terms' magnitudes and their number. */
  private record Sum(double value, double magnitude, int terms) {}

  /**
   * A target sample, premultiplied and neither clamped nor rounded.
   *
   * @param value color times alpha on the scale of one sample; alpha itself; or color if there is
   *     no alpha
   * @param error how far float arithmetic may be off: a unit for each operation that a term goes
   *     through, over the sum of the terms' magnitudes (Higham, Accuracy and Stability of Numerical
   *     Algorithms, 2nd ed., section 3.1)
   */
  record Sample(double value, double error) {}

  Sample sample(int x, int y, int band) {
    double value = 0;
    double magnitude = 0;
    int terms = 10;
    for (int v = 0; v < across.length; v++) {
      if (rows[y][v] != 0) {
        Sum sum = across[v][x][band];
        value += rows[y][v] * sum.value();
        magnitude += Math.abs(rows[y][v]) * sum.magnitude();
        terms = Math.max(terms, 10 + sum.terms()) + 1;
      }
    }
    return new Sample(value, terms * FLOAT_UNIT * magnitude);
  }

  private static Sum acrossColumns(double[] samples, double[] weights) {
    double value = 0;
    double magnitude = 0;
    int terms = 0;
    for (int u = 0; u < samples.length; u++) {
      value += weights[u] * samples[u];
      magnitude += Math.abs(weights[u] * samples[u]);
      terms += weights[u] == 0 ? 0 : 1;
    }
    return new Sum(value, magnitude, terms);
  }

  /** A source row, band by band. */
  private double[][] premultiplied(RasterWindow source, int row) {
    int alphaBand = geometry.bands() - 1;
    double[][] samples = new double[geometry.bands()][geometry.width()];
    for (int band = 0; band <= alphaBand; band++) {
      for (int x = 0; x < geometry.width(); x++) {
        int sample = TestRows.get(source, row, x, band);
        samples[band][x] =
            geometry.hasAlpha() && band < alphaBand
                ? sample * (double) TestRows.get(source, row, x, alphaBand) / TestRows.max(geometry)
                : sample;
      }
    }
    return samples;
  }

  private static double[][] weights(int sourceSize, int targetSize) {
    double scale = (double) sourceSize / targetSize;
    double stretch = Math.max(1, scale);
    double support = 3 * stretch;
    double[][] weights = new double[targetSize][sourceSize];
    for (int i = 0; i < targetSize; i++) {
      double center = (i + 0.5) * scale;
      double sum = 0;
      int first = Math.max(0, (int) (center - support + 0.5));
      int end = Math.min(sourceSize, (int) (center + support + 0.5));
      for (int k = first; k < end; k++) {
        double x = (k - center + 0.5) / stretch;
        weights[i][k] = Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
        sum += weights[i][k];
      }
      for (int k = first; k < end; k++) {
        weights[i][k] /= sum;
      }
    }
    return weights;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
