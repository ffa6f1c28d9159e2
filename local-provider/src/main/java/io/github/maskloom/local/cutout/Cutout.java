package io.github.maskloom.local.cutout;

import io.github.maskloom.BoundingBox;
import java.util.Optional;

/**
 * What of an image is furniture, found in its thumbnail.
 *
 * @param matte makes the ground transparent; empty if the image has alpha, or no ground
 * @param whole whether nothing could be cut out, so that the whole image stands for the furniture
 * @param silhouette the furniture's shape
 * @param mask the same, with its holes
 * @param shade the shadow on its ground, if that is known
 * @param lying the furniture's outline if it lies flat for all that can be seen, in pixels of the
 *     image
 */
public record Cutout(
    Optional<AlphaMatte> matte,
    boolean whole,
    Silhouette silhouette,
    ShapeMask mask,
    Optional<Shade> shade,
    Optional<Trapezoid> lying) {
  private static final int OPAQUE = 0xFF;

  /** Less furniture is dirt, and less ground is an accident. */
  private static final double LEAST_FURNITURE = 0.004;

  private static final double LEAST_GROUND = 0.03;

  /** The share of the furniture's height above which its shade is not the floor's. */
  private static final double SHADELESS_SHARE = 0.6;

  /**
   * Looks for furniture.
   *
   * @param image its ground becomes transparent
   * @return empty if all of it was transparent before
   */
  public static Optional<Cutout> of(Thumbnail image) {
    if (new SilhouetteScan(image).isEmpty()) {
      return Optional.empty();
    }
    if (hasTransparency(image)) {
      return Optional.of(of(image, Optional.empty(), Optional.empty(), false));
    }
    Optional<Outline> outline = outline(image);
    if (outline.isEmpty()) {
      return Optional.of(of(image, Optional.empty(), Optional.empty(), true));
    }
    AlphaMatte matte = AlphaMatte.of(outline.get());
    int[] shown = image.argb().clone();
    matte.applyTo(image);
    if (new SilhouetteScan(image).isEmpty()) {
      System.arraycopy(shown, 0, image.argb(), 0, shown.length);
      return Optional.of(of(image, Optional.empty(), Optional.empty(), true));
    }
    BoundingBox solid = new SilhouetteScan(image).solidCells();
    int firstShade = solid.y() + (int) (SHADELESS_SHARE * solid.height());
    Shade shade = Shade.of(outline.get(), firstShade);
    return Optional.of(
        of(image, Optional.of(matte), Optional.of(shade).filter(Shade::isDark), false));
  }

  private static Cutout of(
      Thumbnail image, Optional<AlphaMatte> matte, Optional<Shade> shade, boolean whole) {
    SilhouetteScan scan = new SilhouetteScan(image);
    Optional<Trapezoid> lying =
        whole ? Optional.empty() : FlatScan.lying(image, scan.solidCells()).map(scan::pixels);
    ShapeMask mask = ShapeMask.of(image, scan.solidCells());
    return new Cutout(matte, whole, scan.silhouette(), mask, shade, lying);
  }

  private static boolean hasTransparency(Thumbnail image) {
    for (int pixel : image.argb()) {
      if (pixel >>> 24 < OPAQUE) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Outline> outline(Thumbnail image) {
    Border.Seeds seeds = Border.of(image);
    if (seeds.cells().isEmpty()) {
      return Optional.empty();
    }
    Outline outline = Outline.of(image, seeds);
    double ground = outline.groundShare();
    return ground >= LEAST_GROUND && ground <= 1 - LEAST_FURNITURE
        ? Optional.of(outline)
        : Optional.empty();
  }
}
