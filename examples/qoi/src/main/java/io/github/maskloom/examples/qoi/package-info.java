/** A format of one's own: QOI, in four files. */
@NullMarked
package io.github.maskloom.examples.qoi;

import org.jspecify.annotations.NullMarked;
