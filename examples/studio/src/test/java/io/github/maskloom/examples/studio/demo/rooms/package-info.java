/** Rooms to be furnished: the back wall at z = 0, the floor at y = 0, in metres. */
@NullMarked
package io.github.maskloom.examples.studio.demo.rooms;

import org.jspecify.annotations.NullMarked;
