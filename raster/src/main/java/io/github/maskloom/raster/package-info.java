/** The streaming model: images as a sequence of full-width windows of rows. */
@NullMarked
package io.github.maskloom.raster;

import org.jspecify.annotations.NullMarked;
