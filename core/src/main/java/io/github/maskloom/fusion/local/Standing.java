package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;
import java.util.ArrayList;
import java.util.List;

/**
 * Furniture and the spot it stands in.
 *
 * @param box around the spot's paint
 * @param room the part of it that the furniture can fill without leaving the paint
 * @param furniture what stands there side by side
 */
record Standing(BoundingBox box, BoundingBox room, List<Furniture> furniture) {
  /**
   * Gives each piece a spot of its own, in their order, if there are as many; else all of them
   * share the first.
   *
   * @param spots at least one
   * @param margin pixels of the mask to keep from the paint's edge
   */
  static List<Standing> in(List<PaintedShape> spots, List<Furniture> furniture, double margin) {
    if (spots.size() < furniture.size()) {
      return List.of(in(spots.get(0), furniture, margin));
    }
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < furniture.size(); i++) {
      standings.add(in(spots.get(i), List.of(furniture.get(i)), margin));
    }
    return standings;
  }

  private static Standing in(PaintedShape spot, List<Furniture> furniture, double margin) {
    List<Silhouette> pieces = furniture.stream().map(Furniture::silhouette).toList();
    BoundingBox room =
        StandingRoom.in(spot, Placement.aspect(pieces), Placement.parts(pieces), margin);
    return new Standing(spot.box(), room, furniture);
  }

  /** The same in an image of another size. */
  Standing scaled(SceneSize from, SceneSize to) {
    return new Standing(to.scaled(box, from), to.scaled(room, from), furniture);
  }
}
