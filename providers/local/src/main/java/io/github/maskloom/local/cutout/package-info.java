/** Furniture cut out of the image that it is sold with. */
@NullMarked
package io.github.maskloom.local.cutout;

import org.jspecify.annotations.NullMarked;
