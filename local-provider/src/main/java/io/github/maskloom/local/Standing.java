package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.light.PlaceLight;
import java.util.List;

/**
 * Furniture and the spot it stands in, or lies.
 *
 * @param spot which of the spots it is, from 0
 * @param box around the spot's paint
 * @param room the part of it that the furniture can fill without leaving the paint
 * @param furniture what stands there side by side; one piece if it lies
 * @param lying whether it lies flat
 * @param guard of the spot's paint
 */
record Standing(
    int spot,
    BoundingBox box,
    BoundingBox room,
    List<Furniture> furniture,
    boolean lying,
    PaintGuard guard) {
  /** Room for the shadow below the base, as a share of the furniture's room. */
  private static final double BELOW_SHARE = 0.04;

  private static final double BELOW_LYING_SHARE = 0.02;

  private static final double BELOW_BACKLIT_SHARE = 0.1;

  /** The pieces with their heights, from left to right. */
  List<Placement.Piece> pieces(boolean mirrored) {
    return Proportions.pieces(furniture, mirrored);
  }

  /** The same in an image of another size. */
  Standing scaled(SceneSize from, SceneSize to) {
    return new Standing(
        spot,
        to.scaled(box, from),
        to.scaled(room, from),
        furniture,
        lying,
        guard.scaled(from, to));
  }

  /** The same smaller, on the same base. */
  Standing smaller(double scale) {
    int width = Math.max(1, (int) Math.round(room.width() * scale));
    int height = Math.max(1, (int) Math.round(room.height() * scale));
    int x = room.x() + (room.width() - width) / 2;
    int y = room.y() + room.height() - height;
    return withRoom(new BoundingBox(x, y, width, height));
  }

  /** The same a little smaller and higher, so that its shadow has room within the paint. */
  Standing aboveShadow(PlaceLight light) {
    int below = (int) Math.round(belowShare(light) * room.height());
    int height = Math.max(1, room.height() - below);
    int width = Math.max(1, (int) Math.round((double) room.width() * height / room.height()));
    int x = room.x() + (room.width() - width) / 2;
    return withRoom(new BoundingBox(x, room.y(), width, height));
  }

  private double belowShare(PlaceLight light) {
    if (lying) {
      return BELOW_LYING_SHARE;
    }
    return light.fall().isBacklight() ? BELOW_BACKLIT_SHARE : BELOW_SHARE;
  }

  private Standing withRoom(BoundingBox other) {
    return new Standing(spot, box, other, furniture, lying, guard);
  }
}
