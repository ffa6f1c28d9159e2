/** One composite or restoration: planned from headers, then spliced or streamed. */
@NullMarked
package io.github.maskloom.internal.composite;

import org.jspecify.annotations.NullMarked;
