/**
 * The Wan image editing models of Alibaba Cloud as a provider of fusions.
 *
 * <p>{@link io.github.maskloom.dashscope.DashScopeProvider} is found by its id {@code dashscope}.
 * {@link io.github.maskloom.http.settings.HttpConfig} says how to reach the service and what its
 * models can do, and {@link io.github.maskloom.dashscope.DashScopeOptions} what one request asks of
 * it.
 */
@NullMarked
package io.github.maskloom.dashscope;

import org.jspecify.annotations.NullMarked;
