/** The vocabulary: where an image comes from, where it goes, and what is allowed. */
@NullMarked
package io.github.maskloom.image;

import org.jspecify.annotations.NullMarked;
