package io.github.maskloom.internal.composite;

import io.github.maskloom.internal.pipeline.Stage;

/**
 * Paint that can be had.
 *
 * @param rows of the photo's size
 * @param mayBeColored whether it may have a colour other than grey, so that a grey photo becomes
 *     RGB
 */
record PaintPlan(Stage<PaintRows> rows, boolean mayBeColored) {
  /** Counters, tables and the objects around them. */
  static final long AROUND_BYTES = 128 << 10;
}
