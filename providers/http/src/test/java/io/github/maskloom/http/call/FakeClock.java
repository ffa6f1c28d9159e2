package io.github.maskloom.http.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits. */
public final class FakeClock implements CallClock {
  /** When the clock begins. */
  public static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");

  private final List<Duration> waits = new ArrayList<>();
  private Duration ahead = Duration.ZERO;
  private long nanos;

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return BEGIN.plusNanos(nanos).plus(ahead);
  }

  @Override
  public synchronized void sleep(Duration duration, ActiveCall call) {
    if (!call.ended()) {
      waits.add(duration);
      nanos += duration.toNanos();
    }
  }

  /** Passes time without a wait. */
  public synchronized void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  /** Sets what the time of day is ahead, as if somebody had set it. */
  public synchronized void jump(Duration value) {
    ahead = value;
  }

  /** {@return all waits so far, in order} */
  public synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }
}
