package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pixel.Growth;
import java.util.Optional;

/**
 * What a restorer was asked for.
 *
 * @param mask how masks are taken
 * @param how the edge of what is painted, and whether colors are corrected
 * @param region of the photo that the replacement stands for; all of it if empty
 * @param comparison what is reported of the part that is not painted
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record RestoreJob(
    CompositeJob.MaskOptions mask,
    RestoreOptions how,
    Optional<BoundingBox> region,
    Comparison comparison,
    CompositeJob.OutputOptions output,
    ReadOptions reading,
    WorkOptions work) {
  /** The same, done in another way. */
  public RestoreJob with(WorkOptions other) {
    return new RestoreJob(mask, how, region, comparison, output, reading, other);
  }

  /**
   * What paint is widened by, so that an edge along the inside of what comes of it lies where it
   * should. An edge that lies outside begins behind a whole pixel: whatever is within the growth of
   * paint is then as far inside as the part of the edge that lies out there is wide.
   */
  Growth.Disc disc() {
    int outside =
        switch (how.featherSide()) {
          case INWARDS -> 0;
          case CENTERED -> (how.featherPixels() + 1) / 2;
          case OUTWARDS -> how.featherPixels();
        };
    return outside == 0
        ? Growth.Disc.within(how.growPixels())
        : Growth.Disc.nearerThan(how.growPixels() + outside + 1);
  }
}
