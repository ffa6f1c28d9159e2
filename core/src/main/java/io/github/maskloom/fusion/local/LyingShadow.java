package io.github.maskloom.fusion.local;

import io.github.maskloom.fusion.local.cutout.Trapezoid;

/** The narrow shadow along the sides of something flat, which is a finger thick. */
final class LyingShadow implements FloorShadow {
  private static final double WIDTH_SHARE = 0.012;
  private static final double DARKNESS = 0.6;

  private final Trapezoid shape;
  private final double reach;

  LyingShadow(Trapezoid shape) {
    this.shape = shape;
    reach = Math.max(1.5, WIDTH_SHARE * shape.bottomWidth());
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
    int from = (int) Math.max(0, Math.floor(left - reach));
    int to = (int) Math.min(light.length, Math.ceil(right + reach));
    for (int x = from; x < to; x++) {
      double aside = Math.max(0, Math.max(left - x - 0.5, x + 0.5 - right));
      double t = Math.max(0, 1 - Math.hypot(aside, off) / reach);
      light[x] *= (float) (1 - DARKNESS * t * t);
    }
  }
}
