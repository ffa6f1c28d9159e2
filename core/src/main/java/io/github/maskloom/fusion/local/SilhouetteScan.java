package io.github.maskloom.fusion.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.local.Silhouette.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds the silhouette in a thumbnail whose alpha says what is furniture. */
final class SilhouetteScan {
  private static final int VISIBLE = 8;
  private static final int SOLID = 128;
  private static final double BODY_SHARE = 1 / 3.0;
  private static final double FEET_SHARE = 0.04;
  private static final double FEET_GAP_SHARE = 0.03;
  private static final double UNBROKEN_SHARE = 0.6;
  private static final int SLICES = 24;

  private final Thumbnail image;
  private final double scaleX;
  private final double scaleY;

  SilhouetteScan(Thumbnail image) {
    this.image = image;
    scaleX = (double) image.imageWidth() / image.width();
    scaleY = (double) image.imageHeight() / image.height();
  }

  /** Whether everything is transparent. */
  boolean isEmpty() {
    return cells(1).isEmpty();
  }

  /** The silhouette of what is there, which must be something. */
  Silhouette silhouette() {
    int alpha = cells(SOLID).isEmpty() ? 1 : SOLID;
    BoundingBox solid = cells(alpha);
    BoundingBox visible = cells(Math.min(alpha, VISIBLE));
    Span body = body(solid, alpha);
    return new Silhouette(
        image.imageWidth(),
        pixels(grown(visible)),
        pixels(solid),
        pixels(body),
        scaleY * bodyBottom(solid, body, alpha),
        slices(solid, alpha),
        feet(solid, alpha).stream().map(this::pixels).toList());
  }

  private boolean holds(int x, int y, int alpha) {
    return image.argb()[y * image.width() + x] >>> 24 >= alpha;
  }

  private BoundingBox cells(int alpha) {
    int left = image.width();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (holds(x, y, alpha)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = top < 0 ? y : top;
          bottom = y;
        }
      }
    }
    return bottom < 0
        ? BoundingBox.EMPTY
        : new BoundingBox(left, top, right - left + 1, bottom - top + 1);
  }

  /** A soft edge goes a little beyond the cells in which it shows. */
  private BoundingBox grown(BoundingBox box) {
    int left = Math.max(0, box.x() - 1);
    int top = Math.max(0, box.y() - 1);
    int right = Math.min(image.width(), box.x() + box.width() + 1);
    int bottom = Math.min(image.height(), box.y() + box.height() + 1);
    return new BoundingBox(left, top, right - left, bottom - top);
  }

  private Span body(BoundingBox solid, int alpha) {
    List<Span> runs = runs(solid, BODY_SHARE, alpha, image.width());
    return runs.get(0);
  }

  private List<Span> feet(BoundingBox solid, int alpha) {
    int gap = (int) Math.round(solid.width() * FEET_GAP_SHARE);
    return runs(solid, FEET_SHARE, alpha, gap);
  }

  /** Columns with something in the lowest share of rows; narrow gaps are passed over. */
  private List<Span> runs(BoundingBox solid, double share, int alpha, int gap) {
    int bottom = solid.y() + solid.height();
    int top = bottom - Math.max(1, (int) Math.round(solid.height() * share));
    List<Span> runs = new ArrayList<>();
    int start = -1;
    int end = -1;
    for (int x = solid.x(); x < solid.x() + solid.width(); x++) {
      if (columnHolds(x, top, bottom, alpha)) {
        if (start >= 0 && x - end > gap) {
          runs.add(new Span(start, end));
          start = -1;
        }
        start = start < 0 ? x : start;
        end = x + 1;
      }
    }
    runs.add(new Span(start, end));
    return runs;
  }

  private boolean columnHolds(int x, int top, int bottom, int alpha) {
    for (int y = top; y < bottom; y++) {
      if (holds(x, y, alpha)) {
        return true;
      }
    }
    return false;
  }

  private List<Span> slices(BoundingBox solid, int alpha) {
    List<Span> slices = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      int from = solid.y() + slice * solid.height() / SLICES;
      int to = solid.y() + ((slice + 1) * solid.height() + SLICES - 1) / SLICES;
      slices.add(reach(solid, from, to, alpha));
    }
    return slices;
  }

  /** How far some rows reach, as shares of the solid box. */
  private Span reach(BoundingBox solid, int fromRow, int toRow, int alpha) {
    int left = solid.x();
    int right = left + solid.width();
    while (left < right && !columnHolds(left, fromRow, toRow, alpha)) {
      left++;
    }
    while (right > left && !columnHolds(right - 1, fromRow, toRow, alpha)) {
      right--;
    }
    double width = solid.width();
    return new Span((left - solid.x()) / width, (right - solid.x()) / width);
  }

  /** Below the lowest row that is furniture for most of the body's width. */
  private int bodyBottom(BoundingBox solid, Span body, int alpha) {
    int bottom = solid.y() + solid.height();
    for (int y = bottom - 1; y > solid.y() + solid.height() / 2; y--) {
      int count = 0;
      for (int x = (int) body.from(); x < body.to(); x++) {
        count += holds(x, y, alpha) ? 1 : 0;
      }
      if (count >= body.width() * UNBROKEN_SHARE) {
        return y + 1;
      }
    }
    return bottom;
  }

  private Span pixels(Span cells) {
    return new Span(cells.from() * scaleX, cells.to() * scaleX);
  }

  private BoundingBox pixels(BoundingBox cells) {
    int left = (int) Math.floor(cells.x() * scaleX);
    int top = (int) Math.floor(cells.y() * scaleY);
    int right = (int) Math.ceil((cells.x() + cells.width()) * scaleX);
    int bottom = (int) Math.ceil((cells.y() + cells.height()) * scaleY);
    return new BoundingBox(
        left,
        top,
        Math.min(right, image.imageWidth()) - left,
        Math.min(bottom, image.imageHeight()) - top);
  }
}
