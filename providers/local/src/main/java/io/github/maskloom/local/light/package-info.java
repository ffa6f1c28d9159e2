/** The light and the grain of a photo, and furniture seen in them. */
@NullMarked
package io.github.maskloom.local.light;

import org.jspecify.annotations.NullMarked;
