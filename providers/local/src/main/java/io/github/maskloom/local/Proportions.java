package io.github.maskloom.local;

import io.github.maskloom.local.cutout.Silhouette;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of furniture against each other. Pieces whose lengths are all known keep their proportions,
 * nearer ones being larger; others are equally high side by side, or as large as their paint lets
 * them be.
 */
final class Proportions {
  /** A piece is not made smaller than this share of what its paint lets it be. */
  static final double MIN_OF_PAINT = 0.45;

  /** Nor is one of several side by side smaller than this share of the highest. */
  private static final double MIN_OF_HIGHEST = 0.12;

  private Proportions() {}

  /** Pieces that stand side by side, with their heights over that of the highest. */
  static List<Placement.Piece> pieces(List<Furniture> furniture, boolean mirrored) {
    boolean known = furniture.stream().allMatch(piece -> piece.heightMeters() > 0);
    double highest = furniture.stream().mapToDouble(Furniture::heightMeters).max().orElse(0);
    List<Placement.Piece> pieces = new ArrayList<>();
    for (Furniture piece : furniture) {
      Silhouette shape = piece.silhouette();
      double share = known ? Math.max(MIN_OF_HIGHEST, piece.heightMeters() / highest) : 1;
      pieces.add(new Placement.Piece(mirrored ? shape.mirrored() : shape, share));
    }
    return pieces;
  }

  /**
   * Makes pieces in spots of their own smaller, until all are in proportion.
   *
   * @param standings each with one piece
   */
  static List<Standing> among(List<Standing> standings, Floor floor) {
    boolean known = standings.stream().allMatch(one -> one.furniture().get(0).heightMeters() > 0);
    if (!known || standings.size() < 2) {
      return standings;
    }
    double least =
        standings.stream().mapToDouble(one -> pixelsAMeter(one, floor)).min().orElseThrow();
    return standings.stream()
        .map(one -> one.smaller(Math.max(MIN_OF_PAINT, least / pixelsAMeter(one, floor))))
        .toList();
  }

  /** What a meter takes at the spot, over what it would take if all were equally near. */
  private static double pixelsAMeter(Standing standing, Floor floor) {
    double base = (double) standing.room().y() + standing.room().height();
    double length = standing.furniture().get(0).known().lengthMeters().orElseThrow();
    return standing.room().width() / length / floor.nearness(base);
  }
}
