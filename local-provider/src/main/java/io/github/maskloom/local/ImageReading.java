package io.github.maskloom.local;

import io.github.maskloom.ImageRows;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;

/**
 * How the images of a call are read.
 *
 * @param limits what each may ask for
 * @param cancel asked wherever rows are read
 */
record ImageReading(ImageLimits limits, CancelSignal cancel) {
  /** What opens them; a call's budget is drawn on by the composite alone. */
  ImageRows rows() {
    return ImageRows.DEFAULT
        .withReading(ReadOptions.DEFAULT.withLimits(limits))
        .withWork(WorkOptions.DEFAULT.withBudget(MemoryBudget.UNLIMITED).withCancel(cancel));
  }
}
