package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Shade;

/** The shadow that furniture has in its own image, on the floor of the scene. */
final class KeptShadow implements FloorShadow {
  /** What is higher up in the image is no floor, but seen through the furniture. */
  private static final double FLOOR_SHARE = 0.76;

  private static final double FADE = 0.08;

  private final Placement place;
  private final Shade shade;
  private final boolean mirrored;

  /**
   * A shadow of furniture that stands somewhere.
   *
   * @param mirrored whether the furniture is, in contrast to its image
   */
  KeptShadow(Placement place, Shade shade, boolean mirrored) {
    this.place = place;
    this.shade = shade;
    this.mirrored = mirrored;
  }

  @Override
  public double top() {
    BoundingBox solid = place.silhouette().solid();
    return place.sceneY(solid.y() + FLOOR_SHARE * solid.height());
  }

  @Override
  public double bottom() {
    return place.sceneY(shade.imageHeight());
  }

  @Override
  public void cast(int row, float[] light) {
    double imageY = place.imageY(row + 0.5);
    double strength = Math.max(0, Math.min(1, (row + 0.5 - top()) / (FADE * place.height())));
    int width = place.silhouette().imageWidth();
    int from = (int) Math.max(0, Math.floor(place.sceneX(0)));
    int to = (int) Math.min(light.length, Math.ceil(place.sceneX(width)));
    for (int x = from; x < to; x++) {
      double imageX = place.imageX(x + 0.5);
      light[x] *= (float) (1 - strength * shade.at(mirrored ? width - imageX : imageX, imageY));
    }
  }
}
