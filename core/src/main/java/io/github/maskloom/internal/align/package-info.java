/**
 * Where a model's answer shows what the photo shows: measured on reduced copies of both, by their
 * edges. Gain, gamma and slow light do not count, and noise hardly does.
 *
 * <p>Arithmetic is {@code + - * /} and square roots in a fixed order: every JVM finds the same.
 */
@NullMarked
package io.github.maskloom.internal.align;

import org.jspecify.annotations.NullMarked;
