/** Rows that are converted, scaled, recolored or encoded. */
@NullMarked
package io.github.maskloom.internal.rows;

import org.jspecify.annotations.NullMarked;
