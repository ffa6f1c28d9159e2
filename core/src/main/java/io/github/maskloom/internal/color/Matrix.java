package io.github.maskloom.internal.color;

import java.util.stream.DoubleStream;

/** Three rows of three numbers. Immutable. */
public final class Matrix {
  private static final double MIN_DETERMINANT = 1e-6;

  private final double[] rows;

  /**
   * Numbers row after row.
   *
   * @param rows nine, which nobody changes any more
   */
  Matrix(double... rows) {
    this.rows = rows;
  }

  /** Numbers on the diagonal, 0 elsewhere. */
  static Matrix diagonal(double... numbers) {
    return new Matrix(numbers[0], 0, 0, 0, numbers[1], 0, 0, 0, numbers[2]);
  }

  static boolean isFinite(double[] numbers) {
    return DoubleStream.of(numbers).allMatch(Double::isFinite);
  }

  double get(int row, int column) {
    return rows[row * 3 + column];
  }

  double[] times(double[] vector) {
    double[] product = new double[3];
    for (int row = 0; row < 3; row++) {
      product[row] = get(row, 0) * vector[0] + get(row, 1) * vector[1] + get(row, 2) * vector[2];
    }
    return product;
  }

  Matrix times(Matrix other) {
    double[] product = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        for (int i = 0; i < 3; i++) {
          product[row * 3 + column] += get(row, i) * other.get(i, column);
        }
      }
    }
    return new Matrix(product);
  }

  private double determinant() {
    return get(0, 0) * minor(1, 2, 1, 2)
        - get(0, 1) * minor(1, 2, 0, 2)
        + get(0, 2) * minor(1, 2, 0, 1);
  }

  private double minor(int top, int bottom, int left, int right) {
    return get(top, left) * get(bottom, right) - get(top, right) * get(bottom, left);
  }

  /** Whether there is an inverse that can be reckoned with. */
  boolean isInvertible() {
    return isFinite(rows) && Math.abs(determinant()) >= MIN_DETERMINANT;
  }

  Matrix inverse() {
    double[] inverse = new double[9];
    double determinant = determinant();
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        // The indices go round, which gives each minor its sign.
        double minor = minor((row + 1) % 3, (row + 2) % 3, (column + 1) % 3, (column + 2) % 3);
        inverse[column * 3 + row] = minor / determinant;
      }
    }
    return new Matrix(inverse);
  }
}
