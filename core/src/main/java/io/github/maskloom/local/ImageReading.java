package io.github.maskloom.local;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;

/**
 * How the images of a call are read.
 *
 * @param limits what each may ask for
 * @param cancel asked wherever rows are read
 */
record ImageReading(ImageLimits limits, CancelSignal cancel) {}
