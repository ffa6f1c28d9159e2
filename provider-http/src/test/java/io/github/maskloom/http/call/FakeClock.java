package io.github.maskloom.http.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits. */
final class FakeClock implements CallClock {
  private final List<Duration> waits = new ArrayList<>();
  private long nanos;

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return Instant.parse("2026-10-01T00:00:00Z").plusNanos(nanos);
  }

  @Override
  public synchronized void sleep(Duration duration, ActiveCall call) {
    if (!call.ended()) {
      waits.add(duration);
      nanos += duration.toNanos();
    }
  }

  synchronized void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  synchronized List<Duration> waits() {
    return List.copyOf(waits);
  }
}
