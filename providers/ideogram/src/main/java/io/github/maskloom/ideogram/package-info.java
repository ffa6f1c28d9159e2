/**
 * Precise edit of Ideogram as a provider of fusions.
 *
 * <p>{@link io.github.maskloom.ideogram.IdeogramProvider} is found by its id {@code ideogram}.
 * {@link io.github.maskloom.http.settings.HttpConfig} says how to reach the service and what its
 * models can do, and {@link io.github.maskloom.ideogram.IdeogramOptions} what one request asks of
 * it.
 */
@NullMarked
package io.github.maskloom.ideogram;

import org.jspecify.annotations.NullMarked;
