package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Trapezoid;
import java.util.ArrayList;
import java.util.List;

/** Gives each piece of furniture its place in what is painted. */
final class StandingPlan {
  private final List<PaintedShape> spots;
  private final Floor floor;
  private final double margin;

  /**
   * A plan for some spots.
   *
   * @param spots at least one
   * @param floor in pixels of the mask
   * @param margin pixels of the mask to keep from the paint's edge
   */
  StandingPlan(List<PaintedShape> spots, Floor floor, double margin) {
    this.spots = spots;
    this.floor = floor;
    this.margin = margin;
  }

  /**
   * Gives each piece a spot of its own, in their order, if there are as many; else all of them
   * share the first, and what lies flat lies below the others. What comes first is drawn first.
   */
  List<Standing> standings(List<Furniture> furniture) {
    if (spots.size() >= furniture.size()) {
      List<Standing> standings = new ArrayList<>();
      for (int i = 0; i < furniture.size(); i++) {
        standings.add(alone(i, furniture.get(i)));
      }
      return Proportions.among(standings, floor);
    }
    List<Standing> standings = new ArrayList<>();
    List<Furniture> upright = new ArrayList<>();
    for (Furniture piece : furniture) {
      if (piece.lying().isPresent()) {
        standings.add(alone(0, piece));
      } else {
        upright.add(piece);
      }
    }
    if (!upright.isEmpty()) {
      standings.add(upright(0, upright));
    }
    return standings;
  }

  private Standing alone(int spot, Furniture piece) {
    return piece.lying().isPresent() ? lying(spot, piece) : upright(spot, List.of(piece));
  }

  private Standing upright(int spot, List<Furniture> furniture) {
    PaintedShape shape = spots.get(spot);
    List<Placement.Piece> pieces = Proportions.pieces(furniture, false);
    BoundingBox room =
        StandingRoom.in(shape, Placement.aspect(pieces), Placement.parts(pieces), margin);
    return new Standing(spot, shape.box(), room, furniture, false, PaintGuard.of(shape));
  }

  private Standing lying(int spot, Furniture piece) {
    PaintedShape shape = spots.get(spot);
    Trapezoid laid = LyingRoom.in(shape, floor, LyingPlace.depth(piece), margin);
    int left = (int) Math.round(Math.min(laid.topLeft(), laid.bottomLeft()));
    int right = (int) Math.round(Math.max(laid.topRight(), laid.bottomRight()));
    int top = (int) Math.round(laid.top());
    int bottom = (int) Math.round(laid.bottom());
    BoundingBox room =
        new BoundingBox(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    return new Standing(spot, shape.box(), room, List.of(piece), true, PaintGuard.of(shape));
  }
}
