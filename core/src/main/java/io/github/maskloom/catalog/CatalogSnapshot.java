package io.github.maskloom.catalog;

import java.time.Duration;

/**
 * A value of a {@link CatalogCache} as it was served.
 *
 * @param age time since it was loaded
 * @param stale whether it is served only because loading a newer one failed, or is late
 */
record CatalogSnapshot<T>(T value, Duration age, boolean stale) {}
