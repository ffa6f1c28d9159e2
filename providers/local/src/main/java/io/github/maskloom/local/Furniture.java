package io.github.maskloom.local;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.ImageRows;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.local.ImageReader.ImageReading;
import io.github.maskloom.local.cutout.Cutout;
import io.github.maskloom.local.cutout.Shade;
import io.github.maskloom.local.cutout.Silhouette;
import io.github.maskloom.local.cutout.Thumbnail;
import io.github.maskloom.local.cutout.Trapezoid;
import io.github.maskloom.local.light.EdgeWidths;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A reference image that was looked at once: what of it is furniture.
 *
 * @param source the image, which is read again each time it is placed
 * @param known what the caller knows of it
 * @param cutout what of it is furniture
 * @param middle mean of the furniture's luma, 0 to 1
 * @param edgeWidth how wide its edges are, in its pixels; 0 if unknown
 */
record Furniture(
    ImageSource source, LocalReference known, Cutout cutout, double middle, double edgeWidth) {
  private static final String ROLE = "reference";
  private static final int OPAQUE = 0xFF;

  /**
   * Looks at every row of an image.
   *
   * @param number which reference it is, the first being 1
   * @throws FusionRequestException if all of it is transparent
   */
  static Furniture in(ProviderInput.Image image, int number, ImageReading reading)
      throws IOException {
    Thumbnail small;
    EdgeWidths edges;
    try (ImageReader reader = ImageReader.open(image.source(), ROLE, reading)) {
      int bands = reader.geometry().hasAlpha() ? 4 : 3;
      edges = new EdgeWidths(bands);
      WindowReader rows = ImageRows.converted(reader, bands, 8, 0);
      small = Thumbnail.of(ImageRows.edited(rows, edges::add), Thumbnail.MAX_SIDE);
    }
    Cutout cutout =
        Cutout.of(small)
            .orElseThrow(
                () ->
                    new FusionRequestException(
                        "reference " + number + " shows nothing: all of it is transparent",
                        FusionException.Failure.notSent(LocalFusionProvider.ID)));
    LocalReference known = image.options().get(LocalReference.class).orElse(LocalReference.UNKNOWN);
    return new Furniture(image.source(), known, cutout, middle(small), edges.width());
  }

  private static double middle(Thumbnail image) {
    IntStream opaque = IntStream.of(image.argb()).filter(pixel -> pixel >>> 24 > OPAQUE / 2);
    return opaque.map(Thumbnail::luma).average().orElse(OPAQUE / 2.0) / OPAQUE;
  }

  Silhouette silhouette() {
    return cutout.silhouette();
  }

  /** Whether it lies flat on the floor. */
  boolean isLying() {
    return lying().isPresent();
  }

  /** Its outline if it lies flat on the floor, by what the caller knows, else by its shape. */
  Optional<Trapezoid> lying() {
    return switch (known.posture()) {
      case STANDING -> Optional.empty();
      case LYING -> Optional.of(cutout.lying().orElseGet(this::box));
      case UNKNOWN -> cutout.lying();
    };
  }

  private Trapezoid box() {
    BoundingBox solid = silhouette().solid();
    double left = solid.x();
    double right = left + solid.width();
    double top = solid.y();
    return new Trapezoid(top, top + solid.height(), left, right, left, right);
  }

  /** Its height in meters, as far as its image tells, if its length is known; else 0. */
  double heightMeters() {
    BoundingBox solid = silhouette().solid();
    return known.lengthMeters().orElse(0) * solid.height() / solid.width();
  }

  /** The image as RGBA of 8 bits, its ground and shadow transparent; the caller closes it. */
  WindowReader open(ImageReading reading) throws IOException {
    ImageReader reader = ImageReader.open(source, ROLE, reading);
    WindowReader rgba = ImageRows.converted(reader, 4, 8, 0);
    if (cutout.matte().isPresent()) {
      return ImageRows.edited(rgba, cutout.matte().get()::apply);
    }
    return cutout.shade().isPresent() ? ImageRows.edited(rgba, Shade::takeOutOf) : rgba;
  }
}
