/**
 * OpenAI's image edits as a provider of fusions, and servers of one's own that speak like them.
 *
 * <p>{@link io.github.maskloom.openai.OpenAiProvider} is found by its id {@code openai}. {@link
 * io.github.maskloom.http.settings.HttpConfig} says how to reach a service and in which dialect it
 * speaks and what its models can do, and {@link io.github.maskloom.openai.OpenAiOptions} what one
 * request asks of it.
 */
@NullMarked
package io.github.maskloom.openai;

import org.jspecify.annotations.NullMarked;
