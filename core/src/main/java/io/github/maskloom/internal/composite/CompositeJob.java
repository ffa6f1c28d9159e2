package io.github.maskloom.internal.composite;

import io.github.maskloom.Brush;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pixel.RowBlend;

/**
 * What a compositor was asked for.
 *
 * @param mask how masks are taken
 * @param brush what masks without colours of their own paint with
 * @param blend what the paint does to the photo
 * @param output what is written
 * @param reading how images are read
 * @param work how the work is done
 */
public record CompositeJob(
    MaskOptions mask,
    Brush brush,
    RowBlend.Rule blend,
    OutputOptions output,
    ReadOptions reading,
    WorkOptions work) {
  /** The same, done in another way. */
  public CompositeJob with(WorkOptions other) {
    return new CompositeJob(mask, brush, blend, output, reading, other);
  }
}
