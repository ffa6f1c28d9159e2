package io.github.maskloom.internal.composite;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a replacement shows the part of the photo that it stands for, as shares of its
 * sides. It may reach beyond the replacement, which does not show all of that part then.
 *
 * @param part of the photo
 * @param x where it begins, from the left
 * @param y from above
 * @param width of it
 * @param height of it
 */
record AnswerPlace(BoundingBox part, double x, double y, double width, double height) {
  /** The largest scale that is corrected, which takes more to undo than any other. */
  static final double MAX_SCALE = 1.14;

  /**
   * All of a replacement.
   *
   * @param region of the photo that it stands for; all of it if empty
   * @throws IllegalArgumentException if that does not lie within the photo
   */
  static AnswerPlace all(Optional<BoundingBox> region, ImageGeometry photo) {
    BoundingBox part = region.orElse(new BoundingBox(0, 0, photo.width(), photo.height()));
    checkArgument(
        part.x() <= photo.width() - part.width() && part.y() <= photo.height() - part.height(),
        "the region, %sx%s pixels at %s,%s, does not lie within the photo of %sx%s",
        part.width(),
        part.height(),
        part.x(),
        part.y(),
        photo.width(),
        photo.height());
    return new AnswerPlace(part, 0, 0, 1, 1);
  }

  /** All pixels of the photo that the replacement shows, and at least one. */
  BoundingBox shown() {
    int left = (int) Math.ceil(Math.max(0, -x / width * part.width()));
    int top = (int) Math.ceil(Math.max(0, -y / height * part.height()));
    int right = Math.max(left + 1, (int) Math.min(part.width(), (1 - x) / width * part.width()));
    int bottom = Math.max(top + 1, (int) Math.min(part.height(), (1 - y) / height * part.height()));
    return new BoundingBox(part.x() + left, part.y() + top, right - left, bottom - top);
  }

  /** What of a replacement shows some pixels of the photo. */
  Area seen(Area replacement, BoundingBox pixels) {
    if (x == 0 && y == 0 && width == 1 && height == 1) {
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

  /** The same stage, declared to take as much as wherever the replacement may be found. */
  <T> Stage<T> wherever(Function<AnswerPlace, Stage<T>> made) {
    Stage<T> stage = made.apply(this);
    AnswerPlace all = new AnswerPlace(part, 0, 0, 1, 1);
    AnswerPlace largest = new AnswerPlace(part, 0, 0, MAX_SCALE, MAX_SCALE);
    Cost most = made.apply(all).cost().orThen(made.apply(largest).cost());
    long besides = Math.max(0, most.heapBytes() - stage.cost().heapBytes());
    return stage.then("", stage.geometry(), Cost.heap(besides), (rows, running) -> rows);
  }
}
