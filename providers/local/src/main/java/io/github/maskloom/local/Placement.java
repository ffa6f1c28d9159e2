package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Bounds;
import io.github.maskloom.local.cutout.Silhouette;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a piece of furniture stands in the scene: how its image's pixels map to the scene's.
 *
 * @param silhouette of the image, mirrored if the furniture is
 * @param x the scene's column of the solid box's left side
 * @param baseline the scene's row on which the solid box stands
 * @param width of the solid box in the scene
 * @param height of the solid box in the scene
 */
record Placement(Silhouette silhouette, double x, double baseline, double width, double height) {
  private static final double GAP_SHARE = 0.04;
  private static final double MAX_GROWTH = 2;

  /**
   * A piece among others.
   *
   * @param silhouette of its image
   * @param share its height over that of the highest
   */
  record Piece(Silhouette silhouette, double share) {
    /** Its width over the height of the highest. */
    double width() {
      return share * silhouette.solid().width() / silhouette.solid().height();
    }
  }

  /**
   * Stands pieces side by side, centered in a box with their bases on its lower edge.
   *
   * @param covering whether they fill the box, rather than fit into it
   */
  static List<Placement> inside(BoundingBox box, List<Piece> pieces, boolean covering) {
    double aspects = pieces.stream().mapToDouble(Piece::width).sum();
    double gap = box.width() * GAP_SHARE;
    double room = box.width() - gap * (pieces.size() - 1);
    double height = Math.min(box.height(), room / aspects);
    if (covering) {
      double filling = Math.max(box.height(), room / aspects);
      height = Math.min(filling, MAX_GROWTH * height);
    }
    List<Placement> placements = new ArrayList<>();
    double used = height * aspects + gap * (pieces.size() - 1);
    double x = box.x() + (box.width() - used) / 2;
    double baseline = (double) box.y() + box.height();
    for (Piece piece : pieces) {
      double width = height * piece.width();
      placements.add(new Placement(piece.silhouette, x, baseline, width, height * piece.share));
      x += width + gap;
    }
    return placements;
  }

  /** Width over height of a box that pieces fill when they stand side by side in it. */
  static double aspect(List<Piece> pieces) {
    double aspects = pieces.stream().mapToDouble(Piece::width).sum();
    return aspects / (1 - GAP_SHARE * (pieces.size() - 1));
  }

  /** What pieces take of a box that they fill when they stand side by side, mirrored or not. */
  static List<Part> parts(List<Piece> pieces) {
    double whole = aspect(pieces);
    List<Part> parts = new ArrayList<>();
    double left = 0;
    for (Piece piece : pieces) {
      double width = piece.width() / whole;
      addParts(piece, left, width, parts);
      left += width + GAP_SHARE;
    }
    return parts;
  }

  private static void addParts(Piece piece, double left, double width, List<Part> parts) {
    List<Silhouette.Span> slices = piece.silhouette.slices();
    double top = 1 - piece.share;
    double height = piece.share / slices.size();
    for (int i = 0; i < slices.size(); i++) {
      Silhouette.Span slice = slices.get(i);
      double aside = Math.min(slice.from(), 1 - slice.to());
      if (slice.width() > 0) {
        double right = left + (1 - aside) * width;
        double above = top + i * height;
        parts.add(new Part(left + aside * width, above, right, above + height));
      }
    }
  }

  /** The scene's column of a column of the image. */
  double sceneX(double imageX) {
    return x + (imageX - silhouette.solid().x()) * scaleX();
  }

  /** The scene's row of a row of the image. */
  double sceneY(double imageY) {
    BoundingBox solid = silhouette.solid();
    return baseline + (imageY - solid.y() - solid.height()) * scaleY();
  }

  /** The column of the image of a column of the scene. */
  double imageX(double sceneX) {
    return silhouette.solid().x() + (sceneX - x) / scaleX();
  }

  /** The row of the image of a row of the scene. */
  double imageY(double sceneY) {
    BoundingBox solid = silhouette.solid();
    return solid.y() + solid.height() + (sceneY - baseline) / scaleY();
  }

  private double scaleX() {
    return width / silhouette.solid().width();
  }

  private double scaleY() {
    return height / silhouette.solid().height();
  }

  /**
   * The part of the image that shows in a scene of a size: what is visible and not beyond the
   * scene's borders; empty if nothing is.
   */
  BoundingBox crop(int sceneWidth, int sceneHeight) {
    BoundingBox visible = silhouette.visible();
    return Bounds.between(
        Math.max(visible.x(), (int) Math.floor(imageX(0))),
        Math.max(visible.y(), (int) Math.floor(imageY(0))),
        Math.min(visible.x() + visible.width(), (int) Math.ceil(imageX(sceneWidth))),
        Math.min(visible.y() + visible.height(), (int) Math.ceil(imageY(sceneHeight))));
  }

  /** The scene's pixels that a part of the image takes; at least one. */
  BoundingBox target(BoundingBox crop) {
    int left = (int) Math.round(sceneX(crop.x()));
    int right = (int) Math.round(sceneX((double) crop.x() + crop.width()));
    int bottom = (int) Math.round(sceneY((double) crop.y() + crop.height()));
    int top = (int) Math.round(sceneY(crop.y()));
    return Bounds.between(Math.min(left, right - 1), Math.min(top, bottom - 1), right, bottom);
  }

  /**
   * A part of a box, as shares of its sides from its left and upper ones, 0 to 1.
   *
   * @param left where it begins
   * @param top where it begins
   * @param right where it ends
   * @param bottom where it ends
   */
  record Part(double left, double top, double right, double bottom) {}
}
