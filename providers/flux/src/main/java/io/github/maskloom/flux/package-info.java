/**
 * The FLUX fill models of Black Forest Labs as a provider of fusions.
 *
 * <p>{@link io.github.maskloom.flux.FluxProvider} is found by its id {@code flux}. {@link
 * io.github.maskloom.http.settings.HttpConfig} says how to reach the service and what its models
 * can do, and {@link io.github.maskloom.flux.FluxOptions} what one request asks of it.
 */
@NullMarked
package io.github.maskloom.flux;

import org.jspecify.annotations.NullMarked;
