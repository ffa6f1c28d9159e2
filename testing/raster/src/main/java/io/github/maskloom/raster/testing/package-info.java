/** Contracts for those who implement formats, readers of rows, sources and targets. */
@NullMarked
package io.github.maskloom.raster.testing;

import org.jspecify.annotations.NullMarked;
