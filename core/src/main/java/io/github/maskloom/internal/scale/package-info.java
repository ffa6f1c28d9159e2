/** Rows scaled with Lanczos3, smaller and larger, whole or of a part. */
@NullMarked
package io.github.maskloom.internal.scale;

import org.jspecify.annotations.NullMarked;
