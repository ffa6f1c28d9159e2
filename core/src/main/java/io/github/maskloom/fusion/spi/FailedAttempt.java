package io.github.maskloom.fusion.spi;

import io.github.maskloom.errors.FusionException;
import java.time.Duration;
import java.util.Optional;

/**
 * An attempt to send a request that failed.
 *
 * @param number from 1
 * @param failure why
 * @param retryAfter how long until the next attempt; empty if there will be none
 */
public record FailedAttempt(int number, FusionException failure, Optional<Duration> retryAfter) {}
