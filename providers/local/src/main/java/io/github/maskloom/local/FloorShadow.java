package io.github.maskloom.local;

import io.github.maskloom.local.SoftShape.Corner;
import io.github.maskloom.local.cutout.Shade;
import io.github.maskloom.local.cutout.Silhouette.Span;
import io.github.maskloom.local.cutout.Trapezoid;
import java.util.ArrayList;
import java.util.List;

/** A shadow on the floor, in pixels of the scene. */
interface FloorShadow {
  /** From the first row that may be darkened to behind the last one. */
  Span rows();

  /**
   * Darkens a row.
   *
   * @param light how much of its light each pixel of the scene's row keeps, 0 to 1; it never keeps
   *     more
   */
  void cast(int row, float[] light);

  /**
   * The narrow shadow along the sides of something flat, which is a finger thick, and a thin dark
   * line along its near side, where it touches the floor.
   */
  static List<FloorShadow> lying(Trapezoid shape) {
    double reach = Math.max(1.5, 0.016 * shape.bottomWidth());
    double line = Math.max(1.5, 0.006 * shape.bottomWidth());
    double out = reach / 2;
    double far = shape.top();
    double base = shape.bottom();
    List<Corner> sides = new ArrayList<>();
    Corner.addPair(shape.left(far) - out, shape.right(far) + out, far - out, sides);
    Corner.addPair(shape.left(base) - out, shape.right(base) + out, base + out, sides);
    List<Corner> near = new ArrayList<>();
    Corner.addPair(shape.left(base), shape.right(base), base - line, near);
    Corner.addPair(shape.left(base), shape.right(base), base + line / 2, near);
    return List.of(SoftShape.around(sides, 1, reach, 0.8), SoftShape.around(near, 1, line, 0.8));
  }

  /**
   * The shadow that furniture has in its own image, on the floor of the scene. Where another one is
   * darker, that counts.
   *
   * @param mirrored whether the furniture is, in contrast to its image
   */
  record KeptShadow(Placement place, Shade shade, boolean mirrored) implements FloorShadow {
    @Override
    public Span rows() {
      return new Span(place.sceneY(0), place.sceneY(shade.imageHeight()));
    }

    @Override
    public void cast(int row, float[] light) {
      double imageY = place.imageY(row + 0.5);
      int width = place.silhouette().imageWidth();
      int from = (int) Math.max(0, Math.floor(place.sceneX(0)));
      int to = (int) Math.min(light.length, Math.ceil(place.sceneX(width)));
      for (int x = from; x < to; x++) {
        double imageX = place.imageX(x + 0.5);
        double lost = shade.at(mirrored ? width - imageX : imageX, imageY);
        light[x] = (float) Math.min(light[x], 1 - lost);
      }
    }
  }
}
