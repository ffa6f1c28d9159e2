package io.github.maskloom.openai;

import io.github.maskloom.http.wire.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a refusal asks to wait: its headers say so, or its message. */
final class RetryTime {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  /** A duration, or a number and a word. */
  private static final Pattern IN_MESSAGE =
      Pattern.compile(
          "(?i)try again (?:in|after) (?:((?:\\d{1,6}(?:\\.\\d{1,6})?(?:ms|[hms])){1,3})\\b"
              + "|(\\d{1,6}(?:\\.\\d{1,6})?) (ms|s|m(?!illi)|h))");

  /** A duration such as {@code 1s}, {@code 6m0s} or {@code 120ms}. */
  private static final Pattern DURATION =
      Pattern.compile(
          "(?i)(?:(\\d{1,4})h)?(?:(\\d{1,4})m(?!s))?(?:(\\d{1,6}(?:\\.\\d{1,6})?)(ms|s))?");

  private final Refusal refusal;

  RetryTime(Refusal refusal) {
    this.refusal = refusal;
  }

  Optional<Duration> asked() {
    return number("retry-after-ms", 1000)
        .or(() -> number("retry-after", 1))
        .or(refusal::retryAfter)
        .or(this::inMessage)
        .or(() -> untilReset("requests"))
        .or(() -> untilReset("tokens"));
  }

  private Optional<Duration> number(String header, int perSecond) {
    return refusal
        .headers()
        .apply(header)
        .map(String::strip)
        .filter(value -> NUMBER.matcher(value).matches())
        .flatMap(value -> seconds(Double.parseDouble(value) / perSecond));
  }

  private Optional<Duration> inMessage() {
    Matcher found = IN_MESSAGE.matcher(refusal.error().message());
    if (!found.find()) {
      return Optional.empty();
    }
    return found.group(1) == null
        ? duration(found.group(2) + found.group(3))
        : duration(found.group(1));
  }

  /** Until a limit that is used up begins anew. */
  private Optional<Duration> untilReset(String limit) {
    boolean usedUp =
        refusal.headers().apply("x-ratelimit-remaining-" + limit).orElse("").equals("0");
    return usedUp
        ? refusal.headers().apply("x-ratelimit-reset-" + limit).flatMap(RetryTime::duration)
        : Optional.empty();
  }

  static Optional<Duration> duration(String text) {
    Matcher parts = DURATION.matcher(text.strip());
    if (text.isBlank() || !parts.matches()) {
      return Optional.empty();
    }
    double rest = number(parts.group(3)) * ("ms".equalsIgnoreCase(parts.group(4)) ? 0.001 : 1);
    return seconds(number(parts.group(1)) * 3600 + number(parts.group(2)) * 60 + rest);
  }

  private static double number(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }

  private static Optional<Duration> seconds(double value) {
    double clamped = Math.min(value, (double) Refusal.MAX_WAIT.toSeconds());
    return Optional.of(Duration.ofMillis((long) Math.ceil(clamped * 1000)));
  }
}
