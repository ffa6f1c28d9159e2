/** Masks: what they mean, what their strokes enclose, and which are refused. */
@NullMarked
package io.github.maskloom.internal.mask;

import org.jspecify.annotations.NullMarked;
