package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Trapezoid;

/**
 * The floor of a scene in perspective, as a camera held level sees it. In pixels of the scene.
 *
 * @param horizon the row on which it ends, infinitely far away
 * @param focal the camera's focal length
 * @param middle the column that the camera looks at
 */
record Floor(double horizon, double focal, double middle) {
  /** Of a telephone's camera: about 64 degrees from side to side. */
  private static final double FOCAL_SHARE = 0.8;

  /** How far below the horizon paint ends at least, as a share of the scene's height. */
  private static final double MIN_DOWN = 0.1;

  private static final double LEAST_FLATNESS = 1.5;
  private static final double MOST_FLATNESS = 6;

  /** How far lines that lead away draw toward the middle: what lies to a side is turned a bit. */
  private static final double TOWARD_MIDDLE = 0.5;

  /**
   * A floor that is painted on.
   *
   * @param share the horizon's row, as a share of the height
   * @param painted what is painted, which lies below the horizon at its base
   */
  static Floor of(SceneSize scene, double share, BoundingBox painted) {
    double base = (double) painted.y() + painted.height();
    double least = Math.max(MIN_DOWN * scene.height(), painted.height());
    double horizon = Math.min(share * scene.height(), base - least);
    double focal = FOCAL_SHARE * Math.max(scene.width(), scene.height());
    return new Floor(horizon, focal, scene.width() / 2.0);
  }

  /**
   * What lies on the floor, as it is seen.
   *
   * @param x the middle of its near side
   * @param bottom the row of its near side
   * @param width of its near side
   * @param depth its way back, in widths of the near side
   */
  Trapezoid lying(double x, double bottom, double width, double depth) {
    double far = focal / (focal + depth * width);
    double down = Math.max(1, bottom - horizon);
    double top = bottom - down * (1 - far);
    double center = x + TOWARD_MIDDLE * (middle - x) * (1 - far);
    return new Trapezoid(
        Math.min(top, bottom - 1),
        bottom,
        center - far * width / 2,
        center + far * width / 2,
        x - width / 2,
        x + width / 2);
  }

  /** How many columns are as far on the floor at a base as a row. */
  double flatness(double base) {
    return Math.max(LEAST_FLATNESS, Math.min(MOST_FLATNESS, focal / nearness(base)));
  }

  /** Pixels that a meter takes at a base, but for a factor that is the same everywhere. */
  double nearness(double base) {
    return Math.max(1, base - horizon);
  }
}
