package io.github.maskloom.http.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or an HTTP date. */
final class RetryAfter {
  /** More digits than the longest wait has. */
  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  /**
   * How long to wait, at most {@link Refusal#MAX_WAIT}; empty if the header is missing or says
   * nothing that can be understood.
   */
  static Optional<Duration> parse(@Nullable String header, Instant now) {
    String value = header == null ? "" : header.strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          value.length() > MAX_DIGITS
              ? Refusal.MAX_WAIT
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
    return wait.compareTo(Refusal.MAX_WAIT) < 0 ? wait : Refusal.MAX_WAIT;
  }
}
