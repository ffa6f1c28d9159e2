/** A provider of one's own. */
@NullMarked
package io.github.maskloom.examples.sketch;

import org.jspecify.annotations.NullMarked;
