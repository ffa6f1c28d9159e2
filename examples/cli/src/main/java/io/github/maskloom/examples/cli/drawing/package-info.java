/** Draws the images of the demonstration: a room, a sofa, and strokes of a brush. */
@NullMarked
package io.github.maskloom.examples.cli.drawing;

import org.jspecify.annotations.NullMarked;
