package io.github.maskloom.local.cutout;

import com.google.common.primitives.Booleans;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Silhouette.SilhouetteScan;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What of an image is furniture, found in its thumbnail.
 *
 * @param matte makes the ground transparent; empty if the image has alpha, or no ground
 * @param whole whether nothing could be cut out, so that the whole image stands for the furniture
 * @param silhouette the furniture's shape, in pixels of the image
 * @param shade the shadow on the ground, or in the image's alpha; empty if there is hardly any
 * @param lying the furniture's outline if it lies flat for all that can be seen, in pixels of the
 *     image
 */
public record Cutout(
    Optional<AlphaMatte> matte,
    boolean whole,
    Silhouette silhouette,
    Optional<Shade> shade,
    Optional<Trapezoid> lying) {
  private static final int OPAQUE = 0xFF;

  /** Less furniture is dirt, and less ground is an accident. */
  private static final double MIN_FURNITURE = 0.004;

  private static final double MIN_GROUND = 0.03;

  /**
   * Looks for furniture in a thumbnail.
   *
   * @param image changed in place: its ground becomes transparent, if it is found
   * @return what was found, or empty if the whole image was transparent before
   */
  public static Optional<Cutout> of(Thumbnail image) {
    return new SilhouetteScan(image).solid.isEmpty() ? Optional.empty() : Optional.of(found(image));
  }

  private static Cutout found(Thumbnail image) {
    if (hasTransparency(image)) {
      return of(image, Optional.empty(), Shade.takenOutOf(image), false);
    }
    int[] shown = image.argb().clone();
    Optional<Outline> outline = outline(image);
    Optional<AlphaMatte> matte = outline.map(AlphaMatte::of);
    matte.ifPresent(found -> found.applyTo(image));
    BoundingBox solid = new SilhouetteScan(image).solid;
    if (matte.isEmpty() || solid.isEmpty()) {
      System.arraycopy(shown, 0, image.argb(), 0, shown.length);
      return of(image, Optional.empty(), Optional.empty(), true);
    }
    Optional<Shade> shade = outline.map(found -> Shade.of(found, solid));
    return of(image, matte, shade.filter(Shade::isDark), false);
  }

  private static Cutout of(
      Thumbnail image, Optional<AlphaMatte> matte, Optional<Shade> shade, boolean whole) {
    SilhouetteScan scan = new SilhouetteScan(image);
    Optional<Trapezoid> lying =
        whole ? Optional.empty() : FlatScan.lying(image, scan.solid).map(scan::pixels);
    return new Cutout(matte, whole, scan.silhouette(), shade, lying);
  }

  private static boolean hasTransparency(Thumbnail image) {
    return IntStream.of(image.argb()).anyMatch(pixel -> pixel >>> 24 < OPAQUE);
  }

  private static Optional<Outline> outline(Thumbnail image) {
    return Optional.of(Border.of(image))
        .filter(ground -> !ground.all().isEmpty())
        .map(ground -> Outline.of(image, ground))
        .filter(Cutout::isLikely);
  }

  private static boolean isLikely(Outline outline) {
    double ground = (double) Booleans.countTrue(outline.outside) / outline.outside.length;
    return ground >= MIN_GROUND && ground <= 1 - MIN_FURNITURE;
  }

  /** Finds the trapezoid that something flat on a floor is seen as, in a thumbnail with alpha. */
  private static final class FlatScan {
    private static final int SOLID = 128;

    /** Rows near the ends may have round corners. */
    private static final double FROM_SHARE = 0.08;

    private static final double TO_SHARE = 0.92;
    private static final double MAX_OFF = 0.025;
    private static final double USUAL = 0.9;
    private static final double MIN_FILL = 0.9;
    private static final double MIN_FLATNESS = 1.3;
    private static final double MAX_TOP = 0.93;

    private final Thumbnail image;
    private final BoundingBox box;
    private double off;

    private FlatScan(Thumbnail image, BoundingBox box) {
      this.image = image;
      this.box = box;
    }

    /**
     * The trapezoid that lies on a floor for all that can be seen: wider than high, with straight
     * sides that draw near to each other in the distance. Empty if it is something else.
     *
     * @param box around what is solid, in the thumbnail's pixels
     */
    static Optional<Trapezoid> lying(Thumbnail image, BoundingBox box) {
      FlatScan scan = new FlatScan(image, box);
      Trapezoid found = scan.fit();
      boolean flat =
          box.width() >= MIN_FLATNESS * box.height()
              && found.topWidth() <= MAX_TOP * found.bottomWidth()
              && found.topWidth() > 0
              && scan.off <= MAX_OFF * box.width()
              && scan.fill(found) >= MIN_FILL;
      return flat ? Optional.of(found) : Optional.empty();
    }

    private Trapezoid fit() {
      Line left = new Line();
      Line right = new Line();
      int from = box.y() + (int) (FROM_SHARE * box.height());
      int to = box.y() + (int) Math.ceil(TO_SHARE * box.height());
      for (int y = from; y < to; y++) {
        left.add(y + 0.5, first(y));
        right.add(y + 0.5, last(y) + 1.0);
      }
      off = usualOff(left, right, from, to);
      double top = box.y();
      double bottom = top + box.height();
      return new Trapezoid(
          top, bottom, left.at(top), right.at(top), left.at(bottom), right.at(bottom));
    }

    /** How far nine of ten rows end from the lines; a fringe is uneven. */
    private double usualOff(Line left, Line right, int from, int to) {
      double[] distances = new double[2 * (to - from)];
      for (int y = from; y < to; y++) {
        distances[2 * (y - from)] = Math.abs(left.at(y + 0.5) - first(y));
        distances[2 * (y - from) + 1] = Math.abs(right.at(y + 0.5) - last(y) - 1);
      }
      Arrays.sort(distances);
      return distances[(int) (USUAL * (distances.length - 1))];
    }

    private boolean isSolid(int x, int y) {
      return image.argb()[y * image.width() + x] >>> 24 >= SOLID;
    }

    private int first(int y) {
      int last = box.x() + box.width() - 1;
      return IntStream.range(box.x(), last).filter(x -> isSolid(x, y)).findFirst().orElse(last);
    }

    private int last(int y) {
      int x = box.x() + box.width() - 1;
      while (x > box.x() && !isSolid(x, y)) {
        x--;
      }
      return x;
    }

    private double fill(Trapezoid shape) {
      int all = 0;
      int solid = 0;
      for (int y = box.y(); y < box.y() + box.height(); y++) {
        int to = Math.min(image.width(), (int) shape.right(y + 0.5));
        for (int x = Math.max(0, (int) Math.ceil(shape.left(y + 0.5))); x < to; x++) {
          all++;
          solid += isSolid(x, y) ? 1 : 0;
        }
      }
      return (double) solid / Math.max(1, all);
    }

    /** The straight line with the least squares of distances from some points. */
    private static final class Line {
      private double count;
      private double sumY;
      private double sumX;
      private double sumYy;
      private double sumYx;

      void add(double y, double x) {
        count++;
        sumY += y;
        sumX += x;
        sumYy += y * y;
        sumYx += y * x;
      }

      double at(double y) {
        double spread = count * sumYy - sumY * sumY;
        double slope = spread == 0 ? 0 : (count * sumYx - sumY * sumX) / spread;
        return sumX / count + slope * (y - sumY / count);
      }
    }
  }
}
