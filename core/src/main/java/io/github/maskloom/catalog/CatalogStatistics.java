package io.github.maskloom.catalog;

import java.time.Duration;

/**
 * What a {@link CatalogCache} has done since it was made.
 *
 * @param hits how often a value was there, fresh or stale
 * @param misses how often a caller had to wait for a load
 * @param loads loads that succeeded
 * @param failures loads that failed
 * @param loadTime spent on all loads
 */
public record CatalogStatistics(
    long hits, long misses, long loads, long failures, Duration loadTime) {}
