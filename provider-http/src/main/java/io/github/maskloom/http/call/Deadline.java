package io.github.maskloom.http.call;

import java.time.Duration;

/**
 * A moment by which a call is to be over.
 *
 * @param allowed how long there was at the beginning
 * @param endNanos the moment, by the clock
 */
public record Deadline(CallClock clock, Duration allowed, long endNanos) {
  /** So long from now. */
  public static Deadline after(Duration allowed, CallClock clock) {
    return new Deadline(clock, allowed, clock.nanoTime() + allowed.toNanos());
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
