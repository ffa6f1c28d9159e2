/** The shapes of the demonstration's furniture, in metres, standing at the origin and facing z. */
@NullMarked
package io.github.maskloom.examples.studio.demo.things;

import org.jspecify.annotations.NullMarked;
