/** Maskloom behind Spring AI. */
@NullMarked
package io.github.maskloom.examples.springai;

import org.jspecify.annotations.NullMarked;
