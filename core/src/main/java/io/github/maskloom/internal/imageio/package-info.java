/** JPEG through the JDK's own codec, row by row. */
@NullMarked
package io.github.maskloom.internal.imageio;

import org.jspecify.annotations.NullMarked;
