package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

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
  private static final Path STATUS = Path.of("/proc/self/status");

  private final LongSupplier liveBytes;
  private final Timer watch = new Timer("heap-peak", true);
  private long peakBytes;

  /** Begins to watch this JVM's heap. */
  HeapPeak() {
    this(HeapPeak::heapAfterCollection);
  }

  /** Begins to watch what the supplier says. */
  HeapPeak(LongSupplier liveBytes) {
    this.liveBytes = liveBytes;
    TimerTask look =
        new TimerTask() {
          @Override
          public void run() {
            bytes();
          }
        };
    watch.schedule(look, FIRST_LOOK_MILLIS, EVERY_MILLIS);
  }

  /** Looks once more and returns the largest use seen so far, in bytes. */
  synchronized long bytes() {
    peakBytes = Math.max(peakBytes, liveBytes.getAsLong());
    return peakBytes;
  }

  private static long heapAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The most memory that this process ever had resident, as Linux tells it; empty elsewhere. */
  static OptionalLong residentBytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    }
  }

  /** Stops looking. */
  @Override
  public void close() {
    watch.cancel();
  }
}
