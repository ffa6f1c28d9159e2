/** JPEG splicing: paint goes into the MCUs it touches, everything else is copied coded. */
@NullMarked
package io.github.maskloom.internal.jpeg.splice;

import org.jspecify.annotations.NullMarked;
