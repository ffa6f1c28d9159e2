/** WebP as a format that is found by ServiceLoader. */
@NullMarked
package io.github.maskloom.webp;

import org.jspecify.annotations.NullMarked;
