/** What the readers that use codecs of ImageIO share. */
@NullMarked
package io.github.maskloom.internal.imageio;

import org.jspecify.annotations.NullMarked;
