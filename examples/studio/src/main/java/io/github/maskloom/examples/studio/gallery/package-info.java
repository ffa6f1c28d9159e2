/** Makes the pictures of {@code docs/gallery.md} from the rooms and the furniture of the studio. */
@NullMarked
package io.github.maskloom.examples.studio.gallery;

import org.jspecify.annotations.NullMarked;
