package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Scope;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.MaskTally;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;

/**
 * What of a photo is painted.
 *
 * @param photoWidth columns of the photo
 * @param photoHeight rows of the photo
 * @param box around all paint; empty if nothing is painted
 */
public record PaintedPart(int photoWidth, int photoHeight, BoundingBox box) {
  /**
   * What of the photo may change, as restoring takes the mask: goes through the mask alone, and
   * reads no more of the photo than its header.
   *
   * @throws io.github.maskloom.errors.ImageException if the mask cannot be used for the photo
   */
  public static PaintedPart of(
      PhotoJob job, RestoreOptions how, ImageSource photo, ImageSource mask, Scope scope)
      throws IOException {
    OpenImages images = new OpenImages(job, scope);
    Photo shape = Photo.shape(images, photo);
    MaskInput input = MaskInput.openAgain(images, mask);
    Stage<PaintRows> coverage = input.coverage(shape, how);
    images.begin(coverage.cost().plus(Cost.heap(PaintRows.Plan.AROUND_BYTES)));
    input.lookBefore();
    ImageGeometry size = shape.geometry();
    MaskTally tally = new MaskTally(size.width());
    PaintRows rows = coverage.open(scope);
    for (int y = 0; y < size.height(); y++) {
      scope.cancel().throwIfCancelled();
      rows.next();
      tally.add(rows.paint(), rows.paintRow());
    }
    rows.finish();
    return new PaintedPart(
        size.width(), size.height(), PaintRows.figures(tally, size.pixels()).boundingBox());
  }

  /**
   * Makes sure that a mask can be used for a photo, as far as headers tell.
   *
   * @throws io.github.maskloom.errors.ImageException if it cannot
   */
  public static void check(PhotoJob job, ImageSource photo, ImageSource mask, Scope scope)
      throws IOException {
    OpenImages images = new OpenImages(job, scope);
    Photo shape = Photo.shape(images, photo);
    MaskInput.open(images, mask).check(shape);
  }
}
