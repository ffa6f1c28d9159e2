package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Shade;
import io.github.maskloom.local.cutout.Silhouette.Span;
import io.github.maskloom.local.cutout.Trapezoid;

/** A shadow on the floor, in pixels of the scene. */
interface FloorShadow {
  /** From the first row that may be darkened to behind the last one. */
  Span rows();

  /**
   * Darkens a row.
   *
   * @param light how much of its light each pixel of the scene's row keeps, 0 to 1; multiplied
   */
  void cast(int row, float[] light);

  /**
   * The shadow that furniture has in its own image, on the floor of the scene.
   *
   * @param mirrored whether the furniture is, in contrast to its image
   */
  record KeptShadow(Placement place, Shade shade, boolean mirrored) implements FloorShadow {
    /** What is higher up in the image is no floor, but seen through the furniture. */
    private static final double FLOOR_SHARE = 0.76;

    private static final double FADE = 0.08;

    @Override
    public Span rows() {
      BoundingBox solid = place.silhouette().solid();
      return new Span(
          place.sceneY(solid.y() + FLOOR_SHARE * solid.height()),
          place.sceneY(shade.imageHeight()));
    }

    @Override
    public void cast(int row, float[] light) {
      double imageY = place.imageY(row + 0.5);
      double strength =
          Math.max(0, Math.min(1, (row + 0.5 - rows().from()) / (FADE * place.height())));
      int width = place.silhouette().imageWidth();
      int from = (int) Math.max(0, Math.floor(place.sceneX(0)));
      int to = (int) Math.min(light.length, Math.ceil(place.sceneX(width)));
      for (int x = from; x < to; x++) {
        double imageX = place.imageX(x + 0.5);
        light[x] *= (float) (1 - strength * shade.at(mirrored ? width - imageX : imageX, imageY));
      }
    }
  }

  /**
   * The narrow shadow along the sides of something flat, which is a finger thick, and a thin dark
   * line along its near side, where it touches the floor.
   *
   * @param reach how far from the sides the shadow goes
   * @param lineReach how far from the near side the line goes
   */
  record LyingShadow(Trapezoid shape, double reach, double lineReach) implements FloorShadow {
    private static final double WIDTH_SHARE = 0.016;
    private static final double DARKNESS = 0.6;
    private static final double LINE_SHARE = 0.006;
    private static final double LINE_DARKNESS = 0.7;

    LyingShadow(Trapezoid shape) {
      this(
          shape,
          Math.max(1.5, WIDTH_SHARE * shape.bottomWidth()),
          Math.max(1.5, LINE_SHARE * shape.bottomWidth()));
    }

    @Override
    public Span rows() {
      return new Span(shape.top() - reach, shape.bottom() + reach);
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
}
