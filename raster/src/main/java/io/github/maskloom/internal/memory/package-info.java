/** The accountant behind a memory budget: who holds how many bytes, and who waits for some. */
@NullMarked
package io.github.maskloom.internal.memory;

import org.jspecify.annotations.NullMarked;
