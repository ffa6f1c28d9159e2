package io.github.maskloom.http.call;

import java.time.Duration;

/** A moment by which a call is to be over. */
public final class Deadline {
  private final CallClock clock;
  private final Duration allowed;
  private final long endNanos;

  private Deadline(CallClock clock, Duration allowed) {
    this.clock = clock;
    this.allowed = allowed;
    endNanos = clock.nanoTime() + allowed.toNanos();
  }

  /** So long from now. */
  public static Deadline after(Duration allowed, CallClock clock) {
    return new Deadline(clock, allowed);
  }

  /** How long there was at the beginning. */
  public Duration allowed() {
    return allowed;
  }

  /** How long there still is; at least a millisecond, since no wait takes zero for "none". */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(1_000_000, endNanos - clock.nanoTime()));
  }

  /** Whether there is more time than this. */
  public boolean allows(Duration duration) {
    return Duration.ofNanos(endNanos - clock.nanoTime()).compareTo(duration) > 0;
  }

  /** Whether it is over. */
  public boolean passed() {
    return !allows(Duration.ZERO);
  }
}
