package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Span;

/**
 * Which part of a replacement shows the part of the photo that it stands for, as shares of its
 * sides. It may reach beyond the replacement, which does not show all of that part then.
 *
 * @param x where it begins, from the left
 * @param y from above
 * @param width of it
 * @param height of it
 */
record AnswerPlace(double x, double y, double width, double height) {
  /** All of the replacement. */
  static final AnswerPlace ALL = new AnswerPlace(0, 0, 1, 1);

  /** What takes more to scale than any other that is corrected, unless that is all of it. */
  static final AnswerPlace LARGEST = new AnswerPlace(0, 0, 1.14, 1.14);

  /** Of a part of the photo, all pixels that the replacement shows, and at least one. */
  BoundingBox shown(BoundingBox part) {
    int left = (int) Math.ceil(Math.max(0, -x / width * part.width()));
    int top = (int) Math.ceil(Math.max(0, -y / height * part.height()));
    int right = Math.max(left + 1, (int) Math.min(part.width(), (1 - x) / width * part.width()));
    int bottom = Math.max(top + 1, (int) Math.min(part.height(), (1 - y) / height * part.height()));
    return new BoundingBox(part.x() + left, part.y() + top, right - left, bottom - top);
  }

  /** What of a replacement shows some pixels of the part of the photo that it stands for. */
  Area seen(Area replacement, BoundingBox part, BoundingBox pixels) {
    if (equals(ALL)) {
      return replacement;
    }
    double left = (double) (pixels.x() - part.x()) / part.width();
    double top = (double) (pixels.y() - part.y()) / part.height();
    double across = width * pixels.width() / part.width();
    double down = height * pixels.height() / part.height();
    return new Area(
        cut(replacement.columns(), x + width * left, across),
        cut(replacement.rows(), y + height * top, down));
  }

  private static Span cut(Span all, double from, double length) {
    return all.cut(from * all.length(), length * all.length());
  }
}
