package io.github.maskloom;

import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.Optional;

/**
 * What a composite or a restoration did.
 *
 * @param geometry shape of the result: the photo's size as it is seen upright. Of a {@link
 *     PreparedComposite} it is the shape before preparing
 * @param mediaType of the image written, such as {@code image/png}; empty if it went out as rows or
 *     was prepared
 * @param strategy whether the photo was spliced or encoded again
 * @param maskGeometry shape of the mask as it came, before it was scaled
 * @param mask what was painted. A restoration reports it as a composite of a painted mask does;
 *     under other conventions alphas are coverage before it was feathered
 * @param windows how many windows of rows were blended; of a spliced photo, how many rows have
 *     paint
 * @param bytes how many encoded bytes were read and written
 * @param kept what of the photo is in the result, and what is not
 * @param restored what only a restoration knows; empty for a composite
 * @param elapsed wall time of the call
 */
public record CompositeReport(
    ImageGeometry geometry,
    Optional<String> mediaType,
    Strategy strategy,
    ImageGeometry maskGeometry,
    MaskStatistics mask,
    long windows,
    Bytes bytes,
    Kept kept,
    Optional<Restored> restored,
    Duration elapsed) {

  /** {@return whether the mask had no painted pixel, so that the result shows the photo} */
  public boolean nothingPainted() {
    return mask.paintedPixels() == 0;
  }

  /**
   * Encoded bytes. Those read are counted in every pass.
   *
   * @param photo read of the photo, or 0 if it came as rows
   * @param mask read of the mask, or 0 if it came as rows
   * @param output written, or 0 if the result went out as rows or was prepared
   */
  public record Bytes(long photo, long mask, long output) {}

  /**
   * What of the photo is in the result.
   *
   * @param metadata what became of the photo's gain map and other metadata
   * @param mcus what was kept of a JPEG photo that was spliced; empty otherwise
   * @param missingRows rows of the photo that could not be read, as its file stores them, and are
   *     black or transparent. 0 unless {@link
   *     io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows it
   * @param profileDropped whether the photo's color profile was left out, as it describes other
   *     samples than were written. That is so of a gray photo on which paint may be colored
   */
  public record Kept(
      MetadataReport metadata,
      Optional<SplicedMcus> mcus,
      int missingRows,
      boolean profileDropped) {}

  /**
   * A composite that was prepared to be sent in the same pass.
   *
   * @param composite what was painted, at the photo's size; its {@link Bytes#output} is 0, as the
   *     composite itself was written nowhere
   * @param prepared what was written
   */
  public record PreparedComposite(CompositeReport composite, PrepareReport prepared) {}
}
