package io.github.maskloom;

import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.Optional;

/**
 * What a composite did.
 *
 * @param geometry shape of the image written
 * @param strategy how it was made
 * @param windows windows of rows that went through the blend
 * @param photoBytes encoded bytes read of the photo, every pass over it counted, or 0 if it came as
 *     rows
 * @param maskBytes the same of the mask
 * @param outputBytes encoded bytes written, or 0 if it went out as rows
 * @param missingRows rows of the photo that could not be read, as its file stores them, and are
 *     black or transparent, or 0 unless {@link
 *     io.github.maskloom.image.ReadOptions.DamagePolicy#LENIENT} allows it
 * @param profileDropped whether the photo's colour profile was left out because it describes other
 *     samples than were written: that of a grey photo on which paint may be coloured
 * @param mcus what was kept of a JPEG photo that was spliced; empty otherwise
 * @param elapsed wall time of the call
 * @param mask what was painted
 */
public record CompositeReport(
    ImageGeometry geometry,
    Strategy strategy,
    long windows,
    long photoBytes,
    long maskBytes,
    long outputBytes,
    int missingRows,
    boolean profileDropped,
    Optional<SplicedMcus> mcus,
    Duration elapsed,
    MaskStatistics mask) {

  /** Whether the mask had no painted pixel, so that the output shows the photo unchanged. */
  public boolean nothingPainted() {
    return mask.paintedPixels() == 0;
  }

  /**
   * A composite that was prepared to be sent in the same pass.
   *
   * @param composite what was painted, at the photo's size; {@link CompositeReport#outputBytes} is
   *     0, as the composite itself was written nowhere
   * @param prepared what was written
   */
  public record PreparedComposite(CompositeReport composite, PrepareReport prepared) {}
}
