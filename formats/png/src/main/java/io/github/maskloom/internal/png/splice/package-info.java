/** A PNG copied with some of its rows changed. */
@NullMarked
package io.github.maskloom.internal.png.splice;

import org.jspecify.annotations.NullMarked;
