package io.github.maskloom.local;

import io.github.maskloom.local.cutout.Trapezoid;

/**
 * The narrow shadow along the sides of something flat, which is a finger thick, and a thin dark
 * line along its near side, where it touches the floor.
 */
final class LyingShadow implements FloorShadow {
  private static final double WIDTH_SHARE = 0.016;
  private static final double DARKNESS = 0.6;
  private static final double LINE_SHARE = 0.006;
  private static final double LINE_DARKNESS = 0.7;

  private final Trapezoid shape;
  private final double reach;
  private final double lineReach;

  LyingShadow(Trapezoid shape) {
    this.shape = shape;
    reach = Math.max(1.5, WIDTH_SHARE * shape.bottomWidth());
    lineReach = Math.max(1.5, LINE_SHARE * shape.bottomWidth());
  }

  @Override
  public double top() {
    return shape.top() - reach;
  }

  @Override
  public double bottom() {
    return shape.bottom() + reach;
  }

  @Override
  public void cast(int row, float[] light) {
    double y = row + 0.5;
    double inside = Math.max(shape.top(), Math.min(shape.bottom(), y));
    double off = Math.abs(y - inside);
    double left = shape.left(inside);
    double right = shape.right(inside);
    double line = y > shape.bottom() ? Math.max(0, 1 - off / lineReach) : 0;
    int from = (int) Math.max(0, Math.floor(left - reach));
    int to = (int) Math.min(light.length, Math.ceil(right + reach));
    for (int x = from; x < to; x++) {
      double aside = Math.max(0, Math.max(left - x - 0.5, x + 0.5 - right));
      double t = Math.max(0, 1 - Math.hypot(aside, off) / reach);
      double touched = aside > 0 ? 0 : LINE_DARKNESS * line;
      light[x] *= (float) ((1 - DARKNESS * t * t) * (1 - touched));
    }
  }
}
