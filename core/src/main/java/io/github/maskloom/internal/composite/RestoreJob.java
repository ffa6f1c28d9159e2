package io.github.maskloom.internal.composite;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.util.Optional;

/**
 * What a restorer was asked for.
 *
 * @param mask how masks are taken
 * @param featherPixels how wide the edge is over which photo and replacement are mixed
 * @param region of the photo that the replacement stands for; all of it if empty
 * @param compareUnpainted whether what changed where nothing is painted is told
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record RestoreJob(
    MaskOptions mask,
    int featherPixels,
    Optional<BoundingBox> region,
    boolean compareUnpainted,
    OutputOptions output,
    ReadOptions reading,
    WorkOptions work) {
  /** The same, done in another way. */
  public RestoreJob with(WorkOptions other) {
    return new RestoreJob(mask, featherPixels, region, compareUnpainted, output, reading, other);
  }
}
