/** WebP as a format that is found by ServiceLoader. */
@NullMarked
package io.github.maskloom.internal.webp;

import org.jspecify.annotations.NullMarked;
