package io.github.maskloom.local.cutout;

import com.google.common.collect.Lists;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The shape of furniture in its image, in pixels of the image.
 *
 * @param imageWidth width of the whole image
 * @param visible the box around all that is not nearly transparent, and a little more
 * @param solid the box around what is mostly opaque: the furniture without a shadow of its own
 * @param body columns that the lower third of the furniture takes
 * @param bodyBottom the row below which there are only feet
 * @param slices how far it reaches in each of 24 equally high slices of the solid box, from the
 *     top, as shares of the box's width; a span of no width where there is nothing
 * @param feet where it stands on the floor, from left to right
 */
public record Silhouette(
    int imageWidth,
    BoundingBox visible,
    BoundingBox solid,
    Span body,
    double bodyBottom,
    List<Span> slices,
    List<Foot> feet) {
  /**
   * A range of columns, in pixels of the image, or of {@link #slices} in shares of a width.
   *
   * @param from the left end, included
   * @param to the right end, excluded
   */
  public record Span(double from, double to) {
    /** {@return how wide the span is, in the unit of its ends} */
    public double width() {
      return to - from;
    }

    /** {@return the column halfway between {@link #from} and {@link #to}, in their unit} */
    public double middle() {
      return (from + to) / 2;
    }

    private Span mirrored(double width) {
      return new Span(width - to, width - from);
    }
  }

  /**
   * Where furniture touches the floor, in pixels of the image.
   *
   * @param columns from the foot's left to its right side
   * @param bottom the row below the foot's lowest one
   */
  public record Foot(Span columns, double bottom) {}

  /** {@return the silhouette of the mirrored image: left and right are exchanged} */
  public Silhouette mirrored() {
    return new Silhouette(
        imageWidth,
        mirrored(visible),
        mirrored(solid),
        body.mirrored(imageWidth),
        bodyBottom,
        slices.stream().map(slice -> slice.mirrored(1)).toList(),
        Lists.reverse(feet).stream()
            .map(foot -> new Foot(foot.columns.mirrored(imageWidth), foot.bottom))
            .toList());
  }

  private BoundingBox mirrored(BoundingBox box) {
    return new BoundingBox(imageWidth - box.x() - box.width(), box.y(), box.width(), box.height());
  }

  /** Finds the silhouette in a thumbnail whose alpha says what is furniture. */
  static final class SilhouetteScan {
    private static final int VISIBLE = 8;

    /** What is less opaque may be a shadow in the image's alpha, which no furniture stands on. */
    private static final int SOLID = 192;

    private static final double BODY_SHARE = 1 / 3.0;
    private static final double FEET_SHARE = 0.04;
    private static final double FEET_GAP_SHARE = 0.03;

    /** How much higher than the lowest foot another may end, as a share of the height. */
    private static final double BACK_SHARE = 0.3;

    /** Higher than this share only what is as narrow as a leg is one. */
    private static final double NEAR_SHARE = 0.14;

    private static final double LEG_SHARE = 0.12;

    private static final double UNBROKEN_SHARE = 0.6;
    private static final int SLICES = 24;

    private final Thumbnail image;
    private final double scaleX;
    private final double scaleY;

    /** The least alpha that counts as solid. */
    private final int alpha;

    /**
     * The box around what is mostly opaque, or around all if nothing is; in the thumbnail's pixels.
     */
    final BoundingBox solid;

    SilhouetteScan(Thumbnail image) {
      this.image = image;
      scaleX = (double) image.imageWidth() / image.width();
      scaleY = (double) image.imageHeight() / image.height();
      BoundingBox opaque = cells(SOLID);
      alpha = opaque.isEmpty() ? 1 : SOLID;
      solid = opaque.isEmpty() ? cells(1) : opaque;
    }

    /** The silhouette of what is there, which must be something. */
    Silhouette silhouette() {
      Span body = body();
      return new Silhouette(
          image.imageWidth(),
          pixels(grown(cells(Math.min(alpha, VISIBLE)))),
          pixels(solid),
          pixels(body),
          scaleY * bodyBottom(body),
          slices(),
          feet());
    }

    private boolean holds(int x, int y) {
      return image.argb()[y * image.width() + x] >>> 24 >= alpha;
    }

    private BoundingBox cells(int least) {
      int[] argb = image.argb();
      IntStream all = IntStream.range(0, argb.length);
      return image.grid().box(all.filter(at -> argb[at] >>> 24 >= least));
    }

    /** A soft edge goes a little beyond the cells in which it shows. */
    private BoundingBox grown(BoundingBox box) {
      return Bounds.between(
          Math.max(0, box.x() - 1),
          Math.max(0, box.y() - 1),
          Math.min(image.width(), box.x() + box.width() + 1),
          Math.min(image.height(), box.y() + box.height() + 1));
    }

    private Span body() {
      int bottom = solid.y() + solid.height();
      int top = bottom - Math.max(1, (int) Math.round(solid.height() * BODY_SHARE));
      return columns(top, bottom, 1);
    }

    /** The columns between the outermost that hold something in some rows, at least so many. */
    private Span columns(int top, int bottom, int least) {
      IntPredicate holds = x -> IntStream.range(top, bottom).anyMatch(y -> holds(x, y));
      return trimmed(solid.x(), solid.x() + solid.width(), least, holds);
    }

    /** The range between the outermost of some numbers, at least so long. */
    private static Span trimmed(int from, int to, int least, IntPredicate numbers) {
      int left = from;
      int right = to;
      while (right - left > least && !numbers.test(left)) {
        left++;
      }
      while (right - left > least && !numbers.test(right - 1)) {
        right--;
      }
      return new Span(left, right);
    }

    /**
     * Where the lower contour goes down to the floor and up again. Feet that stand farther back end
     * higher in the image. A contour that drops at once begins another foot, so that a frame is no
     * part of the leg below it.
     */
    private List<Foot> feet() {
      int[] bottoms = bottoms();
      double bottom = (double) solid.y() + solid.height();
      double flat = Math.max(1, FEET_SHARE * solid.height());
      double highest = bottom - Math.max(flat, BACK_SHARE * solid.height());
      List<Foot> feet = new ArrayList<>();
      int x = 0;
      while (x < bottoms.length) {
        int end = x;
        int lowest = bottoms[x];
        while (end < bottoms.length
            && bottoms[end] > highest
            && bottoms[end] >= lowest - flat
            && (end == x || bottoms[end] <= bottoms[end - 1] + flat)) {
          lowest = Math.max(lowest, bottoms[end]);
          end++;
        }
        if (end > x && isDip(bottoms, x, end, lowest)) {
          Foot foot = foot(bottoms, x, end, lowest - flat);
          boolean near = lowest > bottom - Math.max(flat, NEAR_SHARE * solid.height());
          if (near || foot.columns().width() <= LEG_SHARE * solid.width() * scaleX) {
            feet.add(foot);
          }
        }
        x = Math.max(end, x + 1);
      }
      return joined(feet, solid.width() * FEET_GAP_SHARE);
    }

    /** For each column of the box the row below its lowest solid pixel. */
    private int[] bottoms() {
      int[] bottoms = new int[solid.width()];
      for (int x = 0; x < bottoms.length; x++) {
        int y = solid.y() + solid.height();
        while (y > solid.y() && !holds(solid.x() + x, y - 1)) {
          y--;
        }
        bottoms[x] = y;
      }
      return bottoms;
    }

    /** Whether a contour comes from above on both sides; the box's sides are above. */
    private static boolean isDip(int[] bottoms, int from, int to, int lowest) {
      boolean left = from == 0 || bottoms[from - 1] < lowest;
      boolean right = to == bottoms.length || bottoms[to] < lowest;
      return left && right;
    }

    private Foot foot(int[] bottoms, int from, int to, double least) {
      Span sole = trimmed(from, to, 1, x -> bottoms[x] >= least);
      int lowest = Arrays.stream(bottoms, (int) sole.from(), (int) sole.to()).max().orElseThrow();
      Span columns = new Span(solid.x() + sole.from(), solid.x() + sole.to());
      return new Foot(pixels(columns), lowest * scaleY);
    }

    /** Feet that are hardly apart are one. */
    private List<Foot> joined(List<Foot> feet, double gap) {
      List<Foot> joined = new ArrayList<>();
      for (Foot foot : feet) {
        Foot last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
        if (last != null && foot.columns().from() - last.columns().to() <= gap * scaleX) {
          Span both = new Span(last.columns().from(), foot.columns().to());
          joined.set(joined.size() - 1, new Foot(both, Math.max(last.bottom(), foot.bottom())));
        } else {
          joined.add(foot);
        }
      }
      return joined;
    }

    /** How far the rows of each slice reach, as shares of the solid box. */
    private List<Span> slices() {
      List<Span> slices = new ArrayList<>();
      double width = solid.width();
      for (int slice = 0; slice < SLICES; slice++) {
        int from = solid.y() + slice * solid.height() / SLICES;
        int to = solid.y() + ((slice + 1) * solid.height() + SLICES - 1) / SLICES;
        Span reach = columns(from, to, 0);
        slices.add(new Span((reach.from() - solid.x()) / width, (reach.to() - solid.x()) / width));
      }
      return slices;
    }

    /** Below the lowest row that is furniture for most of the body's width. */
    private int bodyBottom(Span body) {
      int bottom = solid.y() + solid.height();
      int y = bottom - 1;
      int highest = solid.y() + solid.height() / 2;
      while (y > highest && columnsHeld(body, y) < body.width() * UNBROKEN_SHARE) {
        y--;
      }
      return y > highest ? y + 1 : bottom;
    }

    private long columnsHeld(Span body, int y) {
      IntStream columns = IntStream.range((int) body.from(), (int) body.to());
      return columns.filter(x -> holds(x, y)).count();
    }

    /** The same in pixels of the image. */
    Trapezoid pixels(Trapezoid cells) {
      return cells.scaled(scaleX, scaleY);
    }

    private Span pixels(Span cells) {
      return new Span(cells.from() * scaleX, cells.to() * scaleX);
    }

    private BoundingBox pixels(BoundingBox cells) {
      return Bounds.between(
          (int) Math.floor(cells.x() * scaleX),
          (int) Math.floor(cells.y() * scaleY),
          Math.min((int) Math.ceil((cells.x() + cells.width()) * scaleX), image.imageWidth()),
          Math.min((int) Math.ceil((cells.y() + cells.height()) * scaleY), image.imageHeight()));
    }
  }
}
