package io.github.maskloom.http.call;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Time, as far as waits and deadlines need it: that of the machine, unless overridden. */
public interface CallClock {
  /** The machine's clocks. */
  CallClock SYSTEM = new CallClock() {};

  /** {@return nanoseconds since some moment; only differences mean anything} */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** {@return the time of day, for dates that the service sends} */
  default Instant now() {
    return Instant.now();
  }

  /**
   * Waits so long, or until the call ends, whichever comes first. An interrupt ends the call;
   * nothing is thrown.
   *
   * @param duration how long
   * @param call whose end ends the wait
   */
  default void sleep(Duration duration, ActiveCall call) {
    call.await(new CountDownLatch(1), duration);
  }

  /**
   * A moment by which a call is to be over.
   *
   * @param clock that the moment is measured by
   * @param allowed how long there was at the beginning
   * @param endNanos the moment, in nanoseconds of the clock
   */
  record Deadline(CallClock clock, Duration allowed, long endNanos) {
    /**
     * Returns the deadline that is so long from now.
     *
     * @param allowed how long there is
     * @param clock that the moment is measured by
     * @return a deadline
     */
    public static Deadline after(Duration allowed, CallClock clock) {
      return new Deadline(clock, allowed, clock.nanoTime() + allowed.toNanos());
    }

    /**
     * {@return how long there still is, at least a millisecond} Timeouts of zero would mean none.
     */
    public Duration remaining() {
      return Duration.ofNanos(Math.max(1_000_000, endNanos - clock.nanoTime()));
    }

    /**
     * Says whether there is more time than this.
     *
     * @param duration to be compared
     * @return false if the time is as long or shorter
     */
    public boolean allows(Duration duration) {
      return Duration.ofNanos(endNanos - clock.nanoTime()).compareTo(duration) > 0;
    }

    /** {@return whether the moment has come} */
    public boolean passed() {
      return !allows(Duration.ZERO);
    }
  }
}
