/**
 * Google's Gemini image models as a provider of fusions.
 *
 * <p>{@link io.github.maskloom.gemini.GeminiProvider} is found by its id {@code gemini}. {@link
 * io.github.maskloom.http.settings.HttpConfig} says how to reach the service and what its models
 * can do, and {@link io.github.maskloom.gemini.GeminiOptions} what one request asks of it.
 */
@NullMarked
package io.github.maskloom.gemini;

import org.jspecify.annotations.NullMarked;
