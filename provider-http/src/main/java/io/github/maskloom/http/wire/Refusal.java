package io.github.maskloom.http.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a service says of a request that it does not do.
 *
 * @param error what the body says
 * @param status of the answer; 200 for an error that came inside an answer
 * @param headers gives a header's value by its name, in whatever case
 * @param now when the answer came; a date in {@code Retry-After} is compared with the answer's own
 *     {@code Date}, or with this if it has none
 */
public record Refusal(
    ServiceError error, int status, Function<String, Optional<String>> headers, Instant now) {
  /** No refusal makes anybody wait longer, whatever it asks for. */
  public static final Duration MAX_WAIT = Duration.ofDays(1);

  /** More digits than the longest wait in seconds has. */
  private static final int MAX_DIGITS = 9;

  /**
   * {@return how long the header {@code Retry-After} asks to wait, at most {@link #MAX_WAIT}} Empty
   * if it is missing or cannot be understood.
   */
  public Optional<Duration> retryAfter() {
    Instant sent = headers.apply("Date").flatMap(Refusal::date).orElse(now);
    return headers.apply("Retry-After").flatMap(value -> retryAfter(value, sent));
  }

  /**
   * How long to wait, at most {@link Refusal#MAX_WAIT}; empty if the header is missing or says
   * nothing that can be understood.
   */
  static Optional<Duration> retryAfter(@Nullable String header, Instant now) {
    String value = header == null ? "" : header.strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          value.length() > MAX_DIGITS
              ? MAX_WAIT
              : clamped(Duration.ofSeconds(Long.parseLong(value))));
    }
    return date(value).map(then -> clamped(Duration.between(now, then)));
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration clamped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
  }
}
