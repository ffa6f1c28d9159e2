package io.github.maskloom.classic;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RowReader;

/** Rows of an image in the stored order, of which it is known how they are read. */
abstract class PlannedRows extends RowReader {
  private final Plan plan;

  PlannedRows(ImageGeometry geometry, Plan plan) {
    super(geometry);
    this.plan = plan;
  }

  /** How they are read. */
  final Plan plan() {
    return plan;
  }

  @Override
  public final ImageMetadata metadata() {
    return plan.metadata();
  }

  /**
   * How an image is read, known before any of its rows is.
   *
   * @param format the format's name, such as {@code TIFF}, or the plug-in's name for it
   * @param mediaType such as {@code image/tiff}
   * @param metadata the image's once it is turned upright
   * @param orientation the orientation that is stored with it, 1 to 8, and that rows come in
   * @param whole whether the decoder holds the whole image
   * @param heldBytes bytes that the decoder holds in the heap beyond a window, at the most
   * @param spoolBytes bytes of decoded rows that go to a temporary file
   */
  record Plan(
      String format,
      String mediaType,
      ImageMetadata metadata,
      int orientation,
      boolean whole,
      long heldBytes,
      long spoolBytes) {}
}
