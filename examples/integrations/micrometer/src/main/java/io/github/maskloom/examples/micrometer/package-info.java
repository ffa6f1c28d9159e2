/** Maskloom's calls in Micrometer. */
@NullMarked
package io.github.maskloom.examples.micrometer;

import org.jspecify.annotations.NullMarked;
