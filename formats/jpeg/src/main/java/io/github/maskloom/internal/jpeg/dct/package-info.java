/**
 * The arithmetic of JPEG: transforms, quantization, sampling and color, on arrays alone.
 *
 * <p>Everything is integer arithmetic, bit for bit that of the IJG library with its {@code islow}
 * transforms, so the same samples come out on every machine.
 */
@NullMarked
package io.github.maskloom.internal.jpeg.dct;

import org.jspecify.annotations.NullMarked;
