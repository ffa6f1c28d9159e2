/** One preparation: planned from the header, then encoded once or tried. */
@NullMarked
package io.github.maskloom.internal.prepare;

import org.jspecify.annotations.NullMarked;
