package io.github.maskloom.ark;

import java.time.Duration;

/** A moment by which a call is to be over. */
final class Deadline {
  private final ArkClock clock;
  private final Duration allowed;
  private final long endNanos;

  private Deadline(ArkClock clock, Duration allowed) {
    this.clock = clock;
    this.allowed = allowed;
    endNanos = clock.nanoTime() + allowed.toNanos();
  }

  /** So long from now. */
  static Deadline after(Duration allowed, ArkClock clock) {
    return new Deadline(clock, allowed);
  }

  /** How long there was at the beginning. */
  Duration allowed() {
    return allowed;
  }

  /** How long there still is; at least a millisecond, since no wait takes zero for "none". */
  Duration remaining() {
    return Duration.ofNanos(Math.max(1_000_000, endNanos - clock.nanoTime()));
  }

  /** Whether there is more time than this. */
  boolean allows(Duration duration) {
    return endNanos - clock.nanoTime() > duration.toNanos();
  }

  /** Whether it is over. */
  boolean passed() {
    return !allows(Duration.ZERO);
  }
}
