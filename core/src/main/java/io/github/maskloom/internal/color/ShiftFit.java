package io.github.maskloom.internal.color;

import io.github.maskloom.internal.color.CellSample.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How photo and answer differ, by brightness: {@code shift + slope * (level - center)}, fitted to
 * cells.
 *
 * <p>An answer is often drawn a pixel aside, which shifts cells by their gradients; so two more
 * numbers, how far aside, are fitted along, and forgotten. It begins at the median, goes on by
 * least absolute residuals, and ends by least squares over what lies within {@value
 * #TRIMMED_BEYOND} deviations: what was drawn into the ring, a shadow say, has no say as long as
 * most of the ring is as it was. Slope and way aside are held near 0 as far as the ring does not
 * tell them: it tells no slope where it is all of one brightness.
 */
final class ShiftFit {
  private static final int UNKNOWNS = 4;
  private static final int ABSOLUTE_ROUNDS = 12;
  private static final int TRIMMED_ROUNDS = 8;
  private static final double TRIMMED_BEYOND = 2.5;

  /** What a normal deviation is, of a median one. */
  private static final double NORMAL = 1.4826;

  /** Roundings alone deviate so much. */
  private static final double MIN_DEVIATION = 0.5;

  /** How far slope and way aside, in pixels, are from 0 where nothing is known of them. */
  private static final double[] EXPECTED = {Double.POSITIVE_INFINITY, 0.04, 2, 2};

  /** Pixels that say something of their own: a cell. */
  private static final double CELL_PIXELS = 256;

  private final List<Cell> cells;
  private final double[] weights;

  /** The mean brightness. */
  double center;

  /** The median distance of cells from the fit. */
  double deviation;

  private double[] solution = new double[UNKNOWNS];

  /** The fit of a sample that is not empty. */
  ShiftFit(CellSample sample) {
    cells = sample.cells();
    weights = new double[cells.size()];
    solution[0] = median(false);
    deviation = median(true);
    for (int round = 0; round < ABSOLUTE_ROUNDS + TRIMMED_ROUNDS; round++) {
      weigh(round >= ABSOLUTE_ROUNDS);
      fit();
      deviation = median(true);
    }
  }

  /** Photo over answer at {@link #center}, of 255. */
  double shift() {
    return solution[0];
  }

  /** Change of the shift by brightness. */
  double slope() {
    return solution[1];
  }

  private double[] terms(Cell cell) {
    return new double[] {1, cell.level() - center, cell.gradientX(), cell.gradientY()};
  }

  private double residual(Cell cell) {
    double residual = cell.shift();
    double[] terms = terms(cell);
    for (int i = 0; i < UNKNOWNS; i++) {
      residual -= solution[i] * terms[i];
    }
    return residual;
  }

  private double median(boolean absolute) {
    record Weighted(double value, double weight) {}
    List<Weighted> values = new ArrayList<>();
    double total = 0;
    for (Cell cell : cells) {
      double residual = residual(cell);
      values.add(new Weighted(absolute ? Math.abs(residual) : residual, cell.weight()));
      total += cell.weight();
    }
    values.sort(Comparator.comparingDouble(Weighted::value));
    double below = 0;
    for (Weighted value : values) {
      below += value.weight;
      if (below >= total / 2) {
        return value.value;
      }
    }
    return 0;
  }

  private double scale() {
    return Math.max(NORMAL * deviation, MIN_DEVIATION);
  }

  /** Gives each cell as much say as its distance from the fit so far allows. */
  private void weigh(boolean trimmed) {
    for (int i = 0; i < weights.length; i++) {
      double distance = Math.abs(residual(cells.get(i)));
      double say =
          trimmed
              ? (distance <= TRIMMED_BEYOND * scale() ? 1 : 0)
              : 1 / Math.max(distance, MIN_DEVIATION);
      weights[i] = cells.get(i).weight() * say;
    }
  }

  /** Least squares; what is held near 0 counts as a cell of this deviation that says so. */
  private void fit() {
    balance();
    double[][] equations = new double[UNKNOWNS][UNKNOWNS + 1];
    for (int i = 0; i < weights.length; i++) {
      double[] terms = terms(cells.get(i));
      for (int row = 0; row < UNKNOWNS; row++) {
        for (int column = 0; column < UNKNOWNS; column++) {
          equations[row][column] += weights[i] * terms[row] * terms[column];
        }
        equations[row][UNKNOWNS] += weights[i] * terms[row] * cells.get(i).shift();
      }
    }
    for (int i = 0; i < UNKNOWNS; i++) {
      equations[i][i] += CELL_PIXELS * scale() * scale() / (EXPECTED[i] * EXPECTED[i]);
    }
    solution = solved(equations);
  }

  private void balance() {
    double total = 0;
    double levels = 0;
    for (int i = 0; i < weights.length; i++) {
      total += weights[i];
      levels += weights[i] * cells.get(i).level();
    }
    center = levels / total;
  }

  /** By elimination; the equations are symmetric and positive, so that no pivot is 0. */
  private static double[] solved(double[][] equations) {
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int row = i + 1; row < UNKNOWNS; row++) {
        double factor = equations[row][i] / equations[i][i];
        for (int column = i; column <= UNKNOWNS; column++) {
          equations[row][column] -= factor * equations[i][column];
        }
      }
    }
    double[] solution = new double[UNKNOWNS];
    for (int i = UNKNOWNS - 1; i >= 0; i--) {
      double value = equations[i][UNKNOWNS];
      for (int column = i + 1; column < UNKNOWNS; column++) {
        value -= equations[i][column] * solution[column];
      }
      solution[i] = value / equations[i][i];
    }
    return solution;
  }
}
