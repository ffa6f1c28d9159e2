/**
 * Volcengine Ark and BytePlus ModelArk (Doubao Seedream) as a provider of fusions.
 *
 * <p>{@link io.github.maskloom.ark.ArkProvider} is found by its id {@code ark}. {@link
 * io.github.maskloom.http.settings.HttpConfig} says how to reach the service and what its models
 * can do, and {@link io.github.maskloom.ark.ArkOptions} what one request asks of it.
 */
@NullMarked
package io.github.maskloom.ark;

import org.jspecify.annotations.NullMarked;
