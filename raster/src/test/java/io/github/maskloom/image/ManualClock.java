package io.github.maskloom.image;

import java.time.Duration;

/** A clock for timeouts, which stands still until it is put forward. */
public final class ManualClock {
  private long nanos = Long.MAX_VALUE - 1_000;
  private long tickNanos;

  /** Lets time pass. */
  public void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** From now on as much time passes whenever somebody looks. */
  public void passAtEachLook(Duration time) {
    tickNanos = time.toNanos();
  }

  /** Options whose timeout is counted by this clock. */
  public WorkOptions timeout(WorkOptions work, Duration timeout) {
    return work.withTimeout(timeout, this::look);
  }

  private long look() {
    nanos += tickNanos;
    return nanos;
  }
}
