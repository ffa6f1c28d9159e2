package io.github.maskloom.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The files whose changes make a value old, looked at once in an interval. Threads: safe. */
final class WatchedFiles {
  private final List<Path> files;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private volatile long lookedNanos;

  WatchedFiles(List<Path> files, Duration interval, LongSupplier nanoTime) {
    this.files = files;
    this.nanoTime = nanoTime;
    intervalNanos = interval.toNanos();
  }

  /** Whether nobody has looked at the files for an interval. Whoever asks is to look. */
  boolean isLookDue() {
    long now = nanoTime.getAsLong();
    if (files.isEmpty() || now - lookedNanos < intervalNanos) {
      return false;
    }
    lookedNanos = now;
    return true;
  }

  /** Somebody has looked at this time. */
  void looked(long nanos) {
    lookedNanos = nanos;
  }

  /** How the files stand now. May hang as loading may. */
  FileStamps stamps() {
    return FileStamps.of(files);
  }
}
