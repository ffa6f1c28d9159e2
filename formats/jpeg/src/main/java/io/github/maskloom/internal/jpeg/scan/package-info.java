/** The parts of a JPEG file: segments, tables, and entropy-coded scans. */
@NullMarked
package io.github.maskloom.internal.jpeg.scan;

import org.jspecify.annotations.NullMarked;
