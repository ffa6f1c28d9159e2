/** A web backend that furnishes photos of rooms. */
@NullMarked
package io.github.maskloom.examples.studio;

import org.jspecify.annotations.NullMarked;
