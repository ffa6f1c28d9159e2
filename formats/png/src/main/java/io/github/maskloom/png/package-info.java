/** PNG as a format that is found by ServiceLoader. */
@NullMarked
package io.github.maskloom.png;

import org.jspecify.annotations.NullMarked;
