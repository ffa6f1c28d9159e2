package io.github.maskloom.http.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a service says of a request that it does not do.
 *
 * @param error what the body says
 * @param status of the answer; 200 for an error that came inside an answer
 * @param headers the answer's, by name
 * @param now the time of day
 */
public record Refusal(
    ServiceError error, int status, Function<String, Optional<String>> headers, Instant now) {
  /** No refusal makes anybody wait longer, whatever it asks for. */
  public static final Duration MAX_WAIT = Duration.ofDays(1);

  /** How long the header {@code Retry-After} asks to wait, at most {@link #MAX_WAIT}. */
  public Optional<Duration> retryAfter() {
    return headers.apply("Retry-After").flatMap(value -> RetryAfter.parse(value, now));
  }
}
