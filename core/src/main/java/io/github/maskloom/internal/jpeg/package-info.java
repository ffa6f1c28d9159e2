/** JPEG: reading and writing files. */
@NullMarked
package io.github.maskloom.internal.jpeg;

import org.jspecify.annotations.NullMarked;
