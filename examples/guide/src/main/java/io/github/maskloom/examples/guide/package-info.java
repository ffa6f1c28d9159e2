/** The guide's methods, as they stand in {@code docs/guide.md}. */
@NullMarked
package io.github.maskloom.examples.guide;

import org.jspecify.annotations.NullMarked;
