package io.github.maskloom;

import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.raster.ImageGeometry;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@link PhotoRestorer#restore} did, and what the model had done.
 *
 * @param geometry shape of the image written: the photo's size
 * @param strategy how it was made
 * @param mask what was painted, as a composite of a painted mask tells of it; under other
 *     conventions alphas are coverage before it was feathered
 * @param replacement shape of the replacement as it came, before it was scaled
 * @param changeablePixels pixels that may differ from the photo: those painted, with what {@link
 *     PhotoRestorer.Builder#grow} and the outer part of the feather add to them
 * @param unpainted what the replacement changed in all other pixels; empty unless {@link
 *     PhotoRestorer.Builder#compareUnpainted} holds
 * @param photoBytes encoded bytes read of the photo, every pass over it counted
 * @param replacementBytes the same of the replacement
 * @param maskBytes the same of the mask
 * @param outputBytes encoded bytes written
 * @param missingRows rows of the photo that could not be read, as its file stores them, and are
 *     black or transparent; 0 unless {@link io.github.maskloom.image.DamagePolicy#LENIENT} allows
 *     it
 * @param profileDropped whether the photo's colour profile was left out because it describes other
 *     samples than were written: that of a grey photo on which paint may be coloured
 * @param mcus what was kept of a JPEG photo that was spliced; empty otherwise
 * @param elapsed wall time of the call
 */
public record RestoreReport(
    ImageGeometry geometry,
    Strategy strategy,
    MaskStatistics mask,
    ImageGeometry replacement,
    long changeablePixels,
    Optional<UnpaintedChanges> unpainted,
    long photoBytes,
    long replacementBytes,
    long maskBytes,
    long outputBytes,
    int missingRows,
    boolean profileDropped,
    Optional<SplicedMcus> mcus,
    Duration elapsed) {

  /** Whether the mask had no painted pixel, so that the output shows the photo unchanged. */
  public boolean nothingPainted() {
    return mask.paintedPixels() == 0;
  }
}
