package io.github.maskloom.examples.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a job is sent again.
 *
 * @param first after the first failure, about; twice as long after each more
 * @param longest unless the service asks for more
 * @param retries after which a job has failed
 */
public record Backoff(Duration first, Duration longest, int retries) {
  /** About two seconds, then longer up to ten minutes, eight times. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10), 8);

  /** Between attempts to copy images that came, of which there is no end while a worker runs. */
  static final Backoff COPYING =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), Integer.MAX_VALUE);

  /** Never shorter than the service asks for, and up to half longer, so that jobs spread. */
  Duration after(int failuresBefore, Optional<Duration> asked) {
    long doubled = first.toMillis() << Math.min(failuresBefore, 20);
    long millis =
        Math.max(Math.min(doubled, longest.toMillis()), asked.map(Duration::toMillis).orElse(0L));
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }
}
