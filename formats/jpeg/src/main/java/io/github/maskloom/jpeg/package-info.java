/** JPEG as a format that is found by ServiceLoader. */
@NullMarked
package io.github.maskloom.jpeg;

import org.jspecify.annotations.NullMarked;
