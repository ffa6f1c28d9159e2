package io.github.maskloom.http.call;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Time, as far as waits and deadlines need it. */
public interface CallClock {
  /** The machine's clocks. */
  CallClock SYSTEM =
      new CallClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration duration, ActiveCall call) {
          call.await(new CountDownLatch(1), duration);
        }
      };

  /** Nanoseconds since some moment; only differences mean anything. */
  long nanoTime();

  /** The time of day, for dates that the service sends. */
  Instant now();

  /** Waits so long, or until the call ends, whichever comes first. */
  void sleep(Duration duration, ActiveCall call);

  /**
   * A moment by which a call is to be over.
   *
   * @param allowed how long there was at the beginning
   * @param endNanos the moment, by the clock
   */
  record Deadline(CallClock clock, Duration allowed, long endNanos) {
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
}
