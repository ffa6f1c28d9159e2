package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Trapezoid;
import java.util.ArrayList;
import java.util.List;

/** Where something flat lies within what is painted, in the perspective of the floor. */
final class LyingRoom {
  private static final int SLICES = 16;
  private static final int ROUNDS = 3;

  private LyingRoom() {}

  /**
   * The largest outline that lies within the paint, as low as it can.
   *
   * @param depth its way back, in widths of its near side
   * @param margin pixels to keep from the paint's edge
   */
  static Trapezoid in(PaintedShape spot, Floor floor, double depth, double margin) {
    BoundingBox room = spot.box();
    for (int round = 0; round < ROUNDS; round++) {
      Trapezoid guess = filling(room, floor, depth);
      double left = Math.min(guess.topLeft(), guess.bottomLeft());
      double right = Math.max(guess.topRight(), guess.bottomRight());
      double aspect = (right - left) / guess.height();
      room = StandingRoom.lying(spot, aspect, parts(guess, left, right), margin);
    }
    return filling(room, floor, depth);
  }

  /** The outline that takes a box's width, and lies on its base. */
  static Trapezoid filling(BoundingBox box, Floor floor, double depth) {
    double middle = box.x() + box.width() / 2.0;
    double bottom = (double) box.y() + box.height();
    Trapezoid whole = floor.lying(middle, bottom, box.width(), depth);
    double left = Math.min(whole.topLeft(), whole.bottomLeft());
    double right = Math.max(whole.topRight(), whole.bottomRight());
    double width = box.width() * box.width() / (right - left);
    Trapezoid fitted = floor.lying(middle, bottom, width, depth);
    double off =
        middle
            - (Math.min(fitted.topLeft(), fitted.bottomLeft())
                    + Math.max(fitted.topRight(), fitted.bottomRight()))
                / 2;
    return floor.lying(middle + off, bottom, width, depth);
  }

  private static List<Part> parts(Trapezoid shape, double left, double right) {
    List<Part> parts = new ArrayList<>();
    double width = right - left;
    for (int i = 0; i < SLICES; i++) {
      double top = shape.top() + i * shape.height() / SLICES;
      double bottom = shape.top() + (i + 1) * shape.height() / SLICES;
      double from = Math.min(shape.left(top), shape.left(bottom));
      double to = Math.max(shape.right(top), shape.right(bottom));
      parts.add(
          new Part(
              (from - left) / width, (double) i / SLICES, (to - left) / width, (i + 1.0) / SLICES));
    }
    return parts;
  }
}
