/** Blocking calls on executors of the caller's. */
@NullMarked
package io.github.maskloom.internal.async;

import org.jspecify.annotations.NullMarked;
