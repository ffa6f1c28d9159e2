package io.github.maskloom.http.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  static final Duration MAX_WAIT = Duration.ofDays(1);

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  /** A duration, or a number and a word. */
  private static final Pattern IN_MESSAGE =
      Pattern.compile(
          "(?i)(?:try again|retry) (?:in|after)"
              + " (?:((?:\\d{1,6}(?:\\.\\d{1,9})?(?:ms|[hms])){1,3})\\b|(\\d{1,6}(?:\\.\\d{1,9})?)"
              + " (ms|s|m(?!illi)|h))");

  /** A duration such as {@code 1s}, {@code 6m0s} or {@code 120ms}. */
  private static final Pattern DURATION =
      Pattern.compile(
          "(?i)(?:(\\d{1,4})h)?(?:(\\d{1,4})m(?!s))?(?:(\\d{1,6}(?:\\.\\d{1,9})?)(ms|s))?");

  /**
   * {@return how long to wait before another try, at most a day} It is what {@code retry-after-ms}
   * says, or else {@code Retry-After}, the message, such as {@code try again in 6s}, or {@code
   * x-ratelimit-reset-requests} and {@code -tokens} of a limit that is used up. Empty if none says
   * anything that can be understood.
   */
  public Optional<Duration> retryAfter() {
    return number("retry-after-ms", 1000)
        .or(() -> number("Retry-After", 1))
        .or(this::untilDate)
        .or(this::inMessage)
        .or(() -> untilReset("requests"))
        .or(() -> untilReset("tokens"));
  }

  private Optional<Duration> number(String header, int perSecond) {
    return headers
        .apply(header)
        .map(String::strip)
        .filter(value -> NUMBER.matcher(value).matches())
        .map(value -> seconds(Double.parseDouble(value) / perSecond));
  }

  private Optional<Duration> untilDate() {
    Instant sent = headers.apply("Date").flatMap(Refusal::date).orElse(now);
    return headers
        .apply("Retry-After")
        .flatMap(Refusal::date)
        .map(then -> seconds(Duration.between(sent, then).toMillis() / 1000.0));
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Duration> inMessage() {
    Matcher found = IN_MESSAGE.matcher(error.message());
    if (!found.find()) {
      return Optional.empty();
    }
    return duration(found.group(1) == null ? found.group(2) + found.group(3) : found.group(1));
  }

  /** Until a limit that is used up begins again. */
  private Optional<Duration> untilReset(String limit) {
    boolean usedUp = headers.apply("x-ratelimit-remaining-" + limit).orElse("").equals("0");
    Optional<String> reset = headers.apply("x-ratelimit-reset-" + limit);
    return usedUp ? reset.flatMap(Refusal::duration) : Optional.empty();
  }

  private static Optional<Duration> duration(String text) {
    Matcher parts = DURATION.matcher(text.strip());
    if (text.isBlank() || !parts.matches()) {
      return Optional.empty();
    }
    double rest = number(parts.group(3)) * ("ms".equalsIgnoreCase(parts.group(4)) ? 0.001 : 1);
    return Optional.of(seconds(number(parts.group(1)) * 3600 + number(parts.group(2)) * 60 + rest));
  }

  private static double number(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }

  private static Duration seconds(double value) {
    double clamped = Math.max(0, Math.min(value, (double) MAX_WAIT.toSeconds()));
    return Duration.ofMillis((long) Math.ceil(clamped * 1000));
  }
}
