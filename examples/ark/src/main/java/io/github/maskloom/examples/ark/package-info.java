/** How a backend asks Doubao Seedream. */
@NullMarked
package io.github.maskloom.examples.ark;

import org.jspecify.annotations.NullMarked;
