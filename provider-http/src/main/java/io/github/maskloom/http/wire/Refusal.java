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
  private static final int OK = 200;

  /** An error that came inside an answer. */
  public static Refusal inside(ServiceError error) {
    return new Refusal(error, OK, name -> Optional.empty(), Instant.EPOCH);
  }

  /** How long the header {@code Retry-After} asks to wait. */
  public Optional<Duration> retryAfter() {
    return headers.apply("Retry-After").flatMap(value -> RetryAfter.parse(value, now));
  }
}
