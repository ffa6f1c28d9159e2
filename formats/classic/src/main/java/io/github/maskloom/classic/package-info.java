/** GIF, BMP, TIFF and formats of ImageIO's plug-ins as formats that are found by ServiceLoader. */
@NullMarked
package io.github.maskloom.classic;

import org.jspecify.annotations.NullMarked;
