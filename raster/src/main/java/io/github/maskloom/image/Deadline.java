package io.github.maskloom.image;

import io.github.maskloom.errors.CancelledException;
import java.time.Duration;

/** Stops when so much time has passed since it was made, and says so. */
final class Deadline implements CancelSignal {
  private static final int MILLIS_PER_SECOND = 1000;

  private final long start = System.nanoTime();
  private final long nanos;

  Deadline(Duration duration) {
    nanos = duration.toNanos();
  }

  @Override
  public boolean isCancelled() {
    return System.nanoTime() - start >= nanos;
  }

  @Override
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancelledException("the deadline of " + duration() + " has passed");
    }
  }

  /** Whole seconds as such, all else in milliseconds. */
  private String duration() {
    long millis = Duration.ofNanos(nanos).toMillis();
    return millis % MILLIS_PER_SECOND == 0 && millis != 0
        ? millis / MILLIS_PER_SECOND + " s"
        : millis + " ms";
  }
}
