/** Formats that a plug-in of ImageIO reads. */
@NullMarked
package io.github.maskloom.internal.plugin;

import org.jspecify.annotations.NullMarked;
