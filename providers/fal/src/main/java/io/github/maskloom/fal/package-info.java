/**
 * The mask models behind the queue of fal as a provider of fusions.
 *
 * <p>{@link io.github.maskloom.fal.FalProvider} is found by its id {@code fal}. {@link
 * io.github.maskloom.http.settings.HttpConfig} says how to reach the service and what its models
 * can do, and {@link io.github.maskloom.fal.FalOptions} what one request asks of it, and how a
 * model that nobody knows is asked.
 */
@NullMarked
package io.github.maskloom.fal;

import org.jspecify.annotations.NullMarked;
