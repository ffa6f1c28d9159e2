/** Images held to their limits. */
@NullMarked
package io.github.maskloom.internal.limits;

import org.jspecify.annotations.NullMarked;
