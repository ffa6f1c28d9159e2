/**
 * Pictures through codecs of ImageIO: JPEG, GIF, BMP and TIFF by the JDK's own, row by row as far
 * as they allow; others by plug-ins.
 */
@NullMarked
package io.github.maskloom.internal.imageio;

import org.jspecify.annotations.NullMarked;
