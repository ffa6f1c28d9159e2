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
}
