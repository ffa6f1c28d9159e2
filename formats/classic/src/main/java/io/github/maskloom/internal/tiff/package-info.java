/** TIFF: directories, strips and tiles. */
@NullMarked
package io.github.maskloom.internal.tiff;

import org.jspecify.annotations.NullMarked;
