package io.github.maskloom.examples.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * Watches how much of the heap is truly needed: the largest use seen right after a forced
 * collection, from a first look 50 ms after the start, every 250 ms, and a last one at the end.
 *
 * <p>Forcing collections costs time, so watch only what is not being timed to the millisecond.
 * <b>Threads:</b> one daemon thread looks until {@link #close}.
 */
final class HeapPeak implements AutoCloseable {
  private static final long FIRST_LOOK_MILLIS = 50;
  private static final long EVERY_MILLIS = 250;

  private final LongSupplier liveBytes;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watch = new Thread(this::watch, "heap-peak");
  private long peakBytes;

  private HeapPeak(LongSupplier liveBytes) {
    this.liveBytes = liveBytes;
  }

  /** Begins to watch this JVM's heap. */
  static HeapPeak watchHeap() {
    return watching(HeapPeak::heapAfterCollection);
  }

  /** Begins to watch what the supplier says. */
  static HeapPeak watching(LongSupplier liveBytes) {
    HeapPeak peak = new HeapPeak(liveBytes);
    peak.watch.setDaemon(true);
    peak.watch.start();
    return peak;
  }

  /** Looks once more and returns the largest use seen so far, in bytes. */
  synchronized long bytes() {
    peakBytes = Math.max(peakBytes, liveBytes.getAsLong());
    return peakBytes;
  }

  private void watch() {
    try {
      long pauseMillis = FIRST_LOOK_MILLIS;
      while (!closed.await(pauseMillis, MILLISECONDS)) {
        bytes();
        pauseMillis = EVERY_MILLIS;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long heapAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Stops looking. */
  @Override
  public void close() {
    closed.countDown();
  }
}
