/**
 * The way of one request to a service and back, for providers that speak HTTP.
 *
 * <p>A provider is an {@link io.github.maskloom.http.HttpProvider}, which says how its service is
 * reached with a {@link io.github.maskloom.http.settings.HttpConfig}, and makes an {@link
 * io.github.maskloom.http.ImageRequest} for each call.
 */
@NullMarked
package io.github.maskloom.http;

import org.jspecify.annotations.NullMarked;
