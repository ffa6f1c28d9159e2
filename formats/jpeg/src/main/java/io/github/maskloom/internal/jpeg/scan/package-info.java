/**
 * The bitstream of JPEG: segments, tables, and coded blocks, which are read, copied and written.
 * The decoder, the encoder and the splicer stand on it.
 */
@NullMarked
package io.github.maskloom.internal.jpeg.scan;

import org.jspecify.annotations.NullMarked;
