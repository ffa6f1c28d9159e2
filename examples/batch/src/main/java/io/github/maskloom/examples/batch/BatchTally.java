package io.github.maskloom.examples.batch;

/**
 * How many jobs a batch did.
 *
 * @param done those that made their image
 * @param skipped those that an earlier run had done
 * @param failed those that failed, and lines that are no jobs
 * @param stopped whether it was told to stop before it was through
 */
public record BatchTally(long done, long skipped, long failed, boolean stopped) {}
