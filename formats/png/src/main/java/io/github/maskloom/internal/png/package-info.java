/** PNG (3rd edition) reader and writer that hold a few rows. */
@NullMarked
package io.github.maskloom.internal.png;

import org.jspecify.annotations.NullMarked;
