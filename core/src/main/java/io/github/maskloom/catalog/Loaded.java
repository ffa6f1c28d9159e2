package io.github.maskloom.catalog;

/**
 * A value that was loaded.
 *
 * @param nanos when, on the cache's clock
 * @param stamps of the watched files, taken before
 */
record Loaded<T>(T value, long nanos, FileStamps stamps) {}
