package io.github.maskloom.testing;

import io.github.maskloom.RestoreOptions.FeatherSide;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.image.BlendMode.Rounding;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.testing.ReferenceCompositor.Picture;

/**
 * Restoring as its rules read, over whole images of one size: what the streaming code is compared
 * with.
 */
public record ReferenceRestorer(
    MaskConvention convention, int feather, int grow, FeatherSide side) {
  private static final Brush FULL = new Brush(0, 255);

  /** What may change where, and how much, 0 to the photo's largest sample. */
  public int[] coverage(Picture photo, Picture mask) {
    int[] painted = painted(photo, mask);
    int width = photo.geometry().width();
    int outside =
        switch (side) {
          case INWARDS -> 0;
          case CENTERED -> feather - feather / 2;
          case OUTWARDS -> feather;
        };
    int[] grown = new int[painted.length];
    for (int pixel = 0; pixel < painted.length; pixel++) {
      int far = (grow + outside + 1) * width;
      for (int other = Math.max(0, pixel - far);
          other < Math.min(painted.length, pixel + far);
          other++) {
        double distance = Math.hypot(other % width - pixel % width, other / width - pixel / width);
        boolean near = outside == 0 ? distance <= grow : distance < grow + outside + 1;
        grown[pixel] = near ? Math.max(grown[pixel], painted[other]) : grown[pixel];
      }
    }
    return grown;
  }

  /** What is painted where, 0 to the photo's largest sample. */
  public int[] painted(Picture photo, Picture mask) {
    ReferenceCompositor paints = new ReferenceCompositor(convention, FULL, Rounding.HALF_UP);
    int[] coverage = new int[(int) photo.geometry().pixels()];
    for (int pixel = 0; pixel < coverage.length; pixel++) {
      coverage[pixel] = paints.paint(mask, pixel, photo.geometry().depth())[3];
    }
    return coverage;
  }

  /** The photo with the replacement where the mask is painted. */
  public Picture restore(Picture photo, Picture replacement, Picture mask) {
    int[] coverage = coverage(photo, mask);
    ImageGeometry paintShape =
        photo
            .geometry()
            .withSamples(replacement.geometry().colorBands() + 1, photo.geometry().depth());
    int[] paint = new int[paintShape.rowSamples() * paintShape.height()];
    for (int pixel = 0; pixel < coverage.length; pixel++) {
      for (int band = 0; band < paintShape.colorBands(); band++) {
        paint[pixel * paintShape.bands() + band] = sample(replacement, pixel, band, photo);
      }
      long weight = weight(coverage, pixel, photo);
      paint[pixel * paintShape.bands() + paintShape.colorBands()] =
          (int) ReferenceCompositor.rounded(weight * alpha(replacement, pixel, photo), photo.max());
    }
    return new ReferenceCompositor(MaskConvention.PAINTED, FULL, Rounding.HALF_UP)
        .composite(photo, new Picture(paintShape, paint));
  }

  private long weight(int[] coverage, int pixel, Picture photo) {
    boolean hard = convention.isPainted() || convention.meaning() == Meaning.BINARY;
    int width = photo.geometry().width();
    return weight(coverage, width, pixel, feather, photo.max(), !hard);
  }

  /** How much of a replacement shows at a pixel, by its distance from what is not covered. */
  public static int weight(
      int[] coverage, int width, int pixel, int feather, int max, boolean soft) {
    double nearest = feather + 1;
    int far = (feather + 2) * width;
    for (int other = Math.max(0, pixel - far);
        other < Math.min(coverage.length, pixel + far);
        other++) {
      if (coverage[other] == 0) {
        double across = other % width - pixel % width;
        double down = other / width - pixel / width;
        nearest = Math.min(nearest, Math.sqrt(across * across + down * down));
      }
    }
    double t = nearest / (feather + 1);
    long ramp = Math.round(max * t * t * (3 - 2 * t));
    return (int) (soft ? ReferenceCompositor.rounded(ramp * coverage[pixel], max) : ramp);
  }

  /** How the replacement differs from the photo where nothing is painted. */
  public UnpaintedChanges unpainted(Picture photo, Picture replacement, Picture mask) {
    int[] coverage = coverage(photo, mask);
    int bands = Math.max(photo.geometry().colorBands(), replacement.geometry().colorBands());
    long pixels = 0;
    long changed = 0;
    long visible = 0;
    double sum = 0;
    double largest = 0;
    for (int pixel = 0; pixel < coverage.length; pixel++) {
      if (coverage[pixel] > 0) {
        continue;
      }
      double most = 0;
      for (int band = 0; band < bands; band++) {
        int under = photo.sample(pixel, photo.geometry().colorBands() == 1 ? 0 : band);
        long difference = Math.abs(sample(replacement, pixel, band, photo) - under);
        double shown =
            ReferenceCompositor.rounded(difference * alpha(replacement, pixel, photo), photo.max())
                * 255.0
                / photo.max();
        sum += shown;
        most = Math.max(most, shown);
      }
      pixels++;
      changed += most > 0 ? 1 : 0;
      visible += most > 16 ? 1 : 0;
      largest = Math.max(largest, most);
    }
    double all = Math.max(1, pixels);
    double mean = sum / (all * bands);
    return new UnpaintedChanges(
        1, changed / all, visible / all, mean, largest, pixels, changed, visible);
  }

  private static int sample(Picture replacement, int pixel, int band, Picture photo) {
    int of = replacement.geometry().colorBands() == 1 ? 0 : band;
    return atDepthOf(photo, replacement.sample(pixel, of), replacement);
  }

  private static long alpha(Picture replacement, int pixel, Picture photo) {
    ImageGeometry geometry = replacement.geometry();
    return geometry.hasAlpha()
        ? atDepthOf(photo, replacement.sample(pixel, geometry.bands() - 1), replacement)
        : photo.max();
  }

  private static int atDepthOf(Picture photo, int sample, Picture from) {
    return ReferenceCompositor.atDepth(sample, from.geometry().depth(), photo.geometry().depth());
  }
}
