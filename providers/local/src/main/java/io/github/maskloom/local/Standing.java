package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Bounds;
import io.github.maskloom.local.cutout.Trapezoid;
import io.github.maskloom.local.light.PlaceLight;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Furniture and the spot it stands in, or lies.
 *
 * @param spot which of the spots it is, from 0
 * @param box around the spot's paint
 * @param room the part of it that the furniture can fill without leaving the paint
 * @param furniture what stands there side by side; one piece if it lies
 * @param guard of the spot's paint
 */
record Standing(
    int spot, BoundingBox box, BoundingBox room, List<Furniture> furniture, PaintGuard guard) {
  /** Room for the shadow below the base, as a share of the furniture's room. */
  private static final double BELOW_SHARE = 0.04;

  private static final double BELOW_LYING_SHARE = 0.02;

  private static final double BELOW_BACKLIT_SHARE = 0.18;

  /** The same in an image of another size. */
  Standing scaled(SceneSize from, SceneSize to) {
    return new Standing(
        spot, to.scaled(box, from), to.scaled(room, from), furniture, guard.scaled(from, to));
  }

  /** The same smaller, on the same base. */
  Standing smaller(double scale) {
    int width = Math.max(1, (int) Math.round(room.width() * scale));
    int height = Math.max(1, (int) Math.round(room.height() * scale));
    return withRoom(room.y() + room.height() - height, width, height);
  }

  /** The same a little smaller and higher, so that its shadow has room within the paint. */
  Standing aboveShadow(PlaceLight light) {
    int below = (int) Math.round(belowShare(light) * room.height());
    int height = Math.max(1, room.height() - below);
    int width = Math.max(1, (int) Math.round((double) room.width() * height / room.height()));
    return withRoom(room.y(), width, height);
  }

  private double belowShare(PlaceLight light) {
    if (furniture.get(0).isLying()) {
      return BELOW_LYING_SHARE;
    }
    return light.fall().isBacklight() ? BELOW_BACKLIT_SHARE : BELOW_SHARE;
  }

  private Standing withRoom(int y, int width, int height) {
    int x = room.x() + (room.width() - width) / 2;
    return new Standing(spot, box, new BoundingBox(x, y, width, height), furniture, guard);
  }

  /**
   * Gives each piece of furniture its place in what is painted.
   *
   * @param spots at least one
   * @param floor in pixels of the mask
   * @param margin pixels of the mask to keep from the paint's edge
   */
  record StandingPlan(List<PaintedShape> spots, Floor floor, double margin) {
    /**
     * Gives each piece a spot of its own, in their order, if there are as many; else all of them
     * share the first, and what lies flat lies below the others. What comes first is drawn first.
     */
    List<Standing> standings(List<Furniture> furniture) {
      if (spots.size() >= furniture.size()) {
        IntStream each = IntStream.range(0, furniture.size());
        return Proportions.among(
            each.mapToObj(i -> standing(i, List.of(furniture.get(i)))).toList(), floor);
      }
      Stream<List<Furniture>> lying = furniture.stream().filter(Furniture::isLying).map(List::of);
      List<Furniture> upright = furniture.stream().filter(piece -> !piece.isLying()).toList();
      return Stream.concat(lying, Stream.of(upright))
          .filter(pieces -> !pieces.isEmpty())
          .map(pieces -> standing(0, pieces))
          .toList();
    }

    private Standing standing(int spot, List<Furniture> furniture) {
      PaintedShape shape = spots.get(spot);
      Furniture first = furniture.get(0);
      BoundingBox room = first.isLying() ? lying(shape, first) : upright(shape, furniture);
      return new Standing(spot, shape.box, room, furniture, PaintGuard.of(shape));
    }

    private BoundingBox upright(PaintedShape shape, List<Furniture> furniture) {
      List<Placement.Piece> pieces = Proportions.pieces(furniture, false);
      return StandingRoom.in(shape, Placement.aspect(pieces), Placement.parts(pieces), margin);
    }

    private BoundingBox lying(PaintedShape shape, Furniture piece) {
      Trapezoid laid = LyingPlace.in(shape, floor, LyingPlace.depth(piece), margin);
      int left = (int) Math.round(laid.left());
      int top = (int) Math.round(laid.top());
      int right = (int) Math.round(laid.right());
      int bottom = (int) Math.round(laid.bottom());
      return Bounds.between(left, top, Math.max(left + 1, right), Math.max(top + 1, bottom));
    }
  }
}
