package io.github.maskloom.internal.align;

import io.github.maskloom.internal.align.AlignmentFit.Warp;
import java.util.Arrays;

/**
 * Fits an answer to a photo by rounds of Gauss and Newton over their edges. What disagrees much
 * hardly counts, so that what was drawn anew has little say.
 *
 * <p>The unknowns are those of a {@link Warp} in its order, in pixels: what the scales move is
 * meant half the longer side away from the middle.
 */
final class WarpFit {
  private static final int UNKNOWNS = 4;
  private static final int ROUNDS = 24;
  private static final double MAX_STEP = 1.5;
  private static final double LEAST_STEP = 0.02;

  /** Weaker edges of the photo have no say; the square of their length. */
  private static final float LEAST_EDGE = 0.06f;

  /** Holds what edges do not. */
  private static final double[] DAMPING = {0.02, 0.02, 2, 2};

  private static final int BLOCK = 32;

  /** An error that says that nobody knows. */
  private static final double UNKNOWN = 99;

  private final GradientLevel level;
  private final double softness;
  private final int blocks;

  /** What the pixels of each block pull the unknowns by. */
  private final double[][] pulls;

  /** How much they hold them. */
  private final double[][] hold = new double[UNKNOWNS][UNKNOWNS];

  /**
   * A fit at a size.
   *
   * @param softness how far gradients may lie apart before they count by a quarter
   */
  WarpFit(GradientLevel level, double softness) {
    this.level = level;
    this.softness = softness * softness;
    blocks = level.pair.width / BLOCK + 1;
    pulls = new double[blocks * (level.pair.height / BLOCK + 1)][UNKNOWNS];
  }

  /** The warp near another one under which edges agree best. */
  Warp refined(Warp start) {
    Warp warp = start;
    double step = MAX_STEP;
    for (int round = 0; round < ROUNDS && step >= LEAST_STEP; round++) {
      agreement(warp, 1, false);
      double[] pull = new double[UNKNOWNS];
      for (int i = 0; i < UNKNOWNS; i++) {
        hold[i][i] += DAMPING[i];
        for (double[] block : pulls) {
          pull[i] -= block[i];
        }
      }
      double[] move = solved(pull);
      step = Arrays.stream(move).map(Math::abs).max().orElseThrow();
      warp = warp.moved(move, Math.min(1, MAX_STEP / Math.max(step, LEAST_STEP)) / level.pair.half);
    }
    return warp;
  }

  /**
   * How much edges agree under a warp: 1 if they are the same, and no number if there are none.
   * Noise of walls has little say. Sums up what pixels say of the unknowns.
   *
   * @param stride every how manieth row and column has a say
   * @param ofBoth whether an edge holds by what both pictures have of it: noise is in one of them
   */
  double agreement(Warp warp, int stride, boolean ofBoth) {
    Arrays.stream(hold).forEach(row -> Arrays.fill(row, 0));
    Arrays.stream(pulls).forEach(block -> Arrays.fill(block, 0));
    double agreeing = 0;
    double photo = 0;
    double answer = 0;
    LumaPair pair = level.pair;
    double middleX = (pair.width - 1) / 2.0;
    double middleY = (pair.height - 1) / 2.0;
    for (int y = 2; y < pair.height - 2; y += stride) {
      double down = (y - middleY) / pair.half;
      double v = (warp.y() + warp.scaleY() * down) * pair.half + middleY;
      for (int x = 2; x < pair.width - 2; x += stride) {
        double across = (x - middleX) / pair.half;
        double u = (warp.x() + warp.scaleX() * across) * pair.half + middleX;
        int i = y * pair.width + x;
        if (pair.counted[i] && level.isInside(u, v)) {
          float photoX = level.photo[0][i];
          float photoY = level.photo[1][i];
          float answerX = level.at(level.answer[0], u, v);
          float answerY = level.at(level.answer[1], u, v);
          float one = photoX * photoX + photoY * photoY;
          float other = answerX * answerX + answerY * answerY;
          agreeing += Math.sqrt(one * other) * (answerX * photoX + answerY * photoY);
          photo += one * one;
          answer += other * other;
          if (one >= LEAST_EDGE && stride == 1) {
            double[] at = {1, 1, across, down};
            double[] off = {answerX - photoX, answerY - photoY};
            add(x, y, at, off, ofBoth, u, v);
          }
        }
      }
    }
    return agreeing / Math.sqrt(photo * answer);
  }

  /**
   * Sums up what a pixel says of the unknowns.
   *
   * @param at what each of them moves it by
   * @param off how far the answer's gradient lies from the photo's
   */
  private void add(int x, int y, double[] at, double[] off, boolean ofBoth, double u, double v) {
    double soft = 1 + (off[0] * off[0] + off[1] * off[1]) / softness;
    double weight = 1 / (soft * soft);
    double[] sums = pulls[y / BLOCK * blocks + x / BLOCK];
    int width = level.pair.width;
    int i = y * width + x;
    for (int k = 0; k < 2; k++) {
      float[] edge = level.photo[k];
      double[] slope = {(edge[i + 1] - edge[i - 1]) / 2, (edge[i + width] - edge[i - width]) / 2};
      double[] other = ofBoth ? level.slopes(level.answer[k], u, v) : slope;
      for (int j = 0; j < UNKNOWNS; j++) {
        double own = weight * at[j] * slope[j % 2];
        sums[j] += own * off[k];
        for (int m = 0; m < UNKNOWNS; m++) {
          hold[j][m] += own * at[m] * other[m % 2];
        }
      }
    }
  }

  /** What a pull moves; nobody knows where too little holds against it. */
  private double[] solved(double[] pull) {
    double[][] left = new double[UNKNOWNS][];
    Arrays.setAll(left, i -> hold[i].clone());
    double[] moves = pull.clone();
    for (int i = 0; i < UNKNOWNS; i++) {
      if (!(left[i][i] > 0)) {
        Arrays.fill(moves, UNKNOWN);
        return moves;
      }
      for (int j = 0; j < UNKNOWNS; j++) {
        double factor = j == i ? 0 : left[j][i] / left[i][i];
        moves[j] -= factor * moves[i];
        for (int k = i; k < UNKNOWNS; k++) {
          left[j][k] -= factor * left[i][k];
        }
      }
    }
    Arrays.setAll(moves, i -> moves[i] / left[i][i]);
    return moves;
  }

  /** The standard error of the worse axis at the paint, after edges of both were summed up. */
  double error(LumaPair paint) {
    double x = 0;
    double y = 0;
    for (double[] block : pulls) {
      double[] moves = solved(block);
      x += paint.square(0, moves[0], moves[2]);
      y += paint.square(1, moves[1], moves[3]);
    }
    return Math.min(UNKNOWN, Math.sqrt(Math.max(x, y)));
  }
}
