package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.PhotoRestorer.Comparison;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.util.Optional;

/**
 * What a restorer was asked for.
 *
 * @param mask how masks are taken
 * @param edge how the edge of what is painted is taken
 * @param region of the photo that the replacement stands for; all of it if empty
 * @param matchColour whether the replacement's colours are corrected by what is around the paint
 * @param comparison what is told of the part that is not painted
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record RestoreJob(
    MaskOptions mask,
    EdgeOptions edge,
    Optional<BoundingBox> region,
    boolean matchColour,
    Comparison comparison,
    OutputOptions output,
    ReadOptions reading,
    WorkOptions work) {
  /** The same, done in another way. */
  public RestoreJob with(WorkOptions other) {
    return new RestoreJob(mask, edge, region, matchColour, comparison, output, reading, other);
  }
}
