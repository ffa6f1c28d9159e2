package io.github.maskloom.catalog;

import java.time.Duration;

/**
 * The last attempt to load, if it failed.
 *
 * @param count how many attempts have failed one after the other
 * @param retryAfter how long the next one waits
 * @param retryNanos when it is due, on the cache's clock
 */
record FailedLoad(Throwable cause, int count, Duration retryAfter, long retryNanos) {}
