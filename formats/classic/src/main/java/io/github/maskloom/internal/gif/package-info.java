/** GIF: frames and their colours. */
@NullMarked
package io.github.maskloom.internal.gif;

import org.jspecify.annotations.NullMarked;
