package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.Placement.Part;
import io.github.maskloom.local.cutout.Bounds;
import io.github.maskloom.local.cutout.Trapezoid;
import java.util.ArrayList;
import java.util.List;

/**
 * Where something flat lies in the scene.
 *
 * @param image its outline in its image, mirrored if it is
 * @param scene its outline in the scene
 * @param visible the part of the image that shows, mirrored if it is
 */
record LyingPlace(Trapezoid image, Trapezoid scene, BoundingBox visible) {
  /** How far back a rug goes whose image shows it in perspective, if its meters are unknown. */
  private static final double USUAL_DEPTH = 0.65;

  private static final double MIN_DEPTH = 0.1;
  private static final double MAX_DEPTH = 4;
  private static final int SLICES = 16;
  private static final int ROUNDS = 3;

  /** The place of furniture that fills a box's width. */
  static LyingPlace filling(BoundingBox box, Floor floor, Furniture piece, boolean mirrored) {
    Trapezoid shape = piece.lying().orElseThrow();
    int width = piece.silhouette().imageWidth();
    BoundingBox visible =
        mirrored ? piece.silhouette().mirrored().visible() : piece.silhouette().visible();
    return new LyingPlace(
        mirrored ? shape.mirrored(width) : shape, filling(box, floor, depth(piece)), visible);
  }

  /** How far back furniture goes, in lengths of its near side. */
  static double depth(Furniture piece) {
    double length = piece.known().lengthMeters().orElse(0);
    double width = piece.known().widthMeters().orElse(0);
    double depth =
        length > 0 && width > 0 ? width / length : seenDepth(piece.lying().orElseThrow());
    return Math.max(MIN_DEPTH, Math.min(MAX_DEPTH, depth));
  }

  private static double seenDepth(Trapezoid shape) {
    boolean fromAbove = shape.topWidth() > 0.97 * shape.bottomWidth();
    return fromAbove ? shape.height() / shape.bottomWidth() : USUAL_DEPTH;
  }

  /** The scene's pixels that it takes, as far as there are any; empty if there are none. */
  BoundingBox target(int sceneWidth, int sceneHeight) {
    double top = sceneY(visible.y());
    double bottom = sceneY((double) visible.y() + visible.height());
    double left = Math.min(sceneX(visible.x(), top), sceneX(visible.x(), bottom));
    double end = (double) visible.x() + visible.width();
    double right = Math.max(sceneX(end, top), sceneX(end, bottom));
    return Bounds.between(
        (int) Math.max(0, Math.floor(left)),
        (int) Math.max(0, Math.floor(top)),
        (int) Math.min(sceneWidth, Math.ceil(right)),
        (int) Math.min(sceneHeight, Math.ceil(bottom)));
  }

  private double sceneY(double imageY) {
    return scene.row(image.depth(imageY));
  }

  /** The scene's column of a column of the image, on a row of the scene. */
  private double sceneX(double imageX, double sceneY) {
    double row = image.row(scene.depth(sceneY));
    double share = (imageX - image.left(row)) / (image.right(row) - image.left(row));
    return scene.left(sceneY) + share * (scene.right(sceneY) - scene.left(sceneY));
  }

  /** How much larger the image must be so that none of its rows or columns is enlarged. */
  double enlargement(BoundingBox target) {
    double most = scene.bottomWidth() / image.bottomWidth();
    for (int y = target.y(); y < target.y() + target.height(); y++) {
      double rows = image.row(scene.depth(y + 1.0)) - image.row(scene.depth(y));
      most = Math.max(most, 1 / Math.max(1e-3, rows));
    }
    return Math.max(1, most);
  }

  /**
   * The largest outline that lies within the paint, as low as it can.
   *
   * @param depth its way back, in widths of its near side
   * @param margin pixels to keep from the paint's edge
   */
  static Trapezoid in(PaintedShape spot, Floor floor, double depth, double margin) {
    BoundingBox room = spot.box;
    for (int round = 0; round < ROUNDS; round++) {
      Trapezoid guess = filling(room, floor, depth);
      double aspect = (guess.right() - guess.left()) / guess.height();
      room = StandingRoom.lying(spot, aspect, parts(guess), margin);
    }
    return filling(room, floor, depth);
  }

  /** The outline that takes a box's width, and lies on its base. */
  static Trapezoid filling(BoundingBox box, Floor floor, double depth) {
    double middle = box.x() + box.width() / 2.0;
    double bottom = (double) box.y() + box.height();
    Trapezoid whole = floor.lying(middle, bottom, box.width(), depth);
    double width = box.width() * box.width() / (whole.right() - whole.left());
    Trapezoid fitted = floor.lying(middle, bottom, width, depth);
    double off = middle - (fitted.left() + fitted.right()) / 2;
    return floor.lying(middle + off, bottom, width, depth);
  }

  private static List<Part> parts(Trapezoid shape) {
    List<Part> parts = new ArrayList<>();
    double left = shape.left();
    double width = shape.right() - left;
    for (int i = 0; i < SLICES; i++) {
      double top = shape.top() + i * shape.height() / SLICES;
      double bottom = shape.top() + (i + 1) * shape.height() / SLICES;
      double from = Math.min(shape.left(top), shape.left(bottom));
      double to = Math.max(shape.right(top), shape.right(bottom));
      double above = (double) i / SLICES;
      double below = (i + 1.0) / SLICES;
      parts.add(new Part((from - left) / width, above, (to - left) / width, below));
    }
    return parts;
  }
}
