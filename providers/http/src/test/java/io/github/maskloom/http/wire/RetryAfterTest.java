package io.github.maskloom.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

  private static Optional<Duration> asked(@Nullable String header) {
    Map<String, String> headers = header == null ? Map.of() : Map.of("Retry-After", header);
    return refusal(headers, "").retryAfter();
  }

  private static Refusal refusal(Map<String, String> headers, String message) {
    ServiceError error = new ServiceError("busy", message);
    return new Refusal(error, 429, name -> Optional.ofNullable(headers.get(name)), NOW);
  }

  @Test
  void readsSeconds() {
    assertThat(asked(" 17 ")).contains(Duration.ofSeconds(17));
    assertThat(asked("000000017")).contains(Duration.ofSeconds(17));
    assertThat(asked("1.5")).contains(Duration.ofMillis(1500));
  }

  @Test
  void readsDates() {
    assertThat(asked("Thu, 01 Oct 2026 00:01:00 GMT")).contains(Duration.ofMinutes(1));
    assertThat(asked("Wed, 30 Sep 2026 00:00:00 GMT")).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "86400",
        "86401",
        "999999999",
        "9223372036854775808",
        "99999999999999999999",
        "Fri, 02 Oct 2026 00:00:01 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT"
      })
  void waitsADayAtMost(String value) {
    assertThat(asked(value)).contains(Duration.ofDays(1));
  }

  /** The machine's clock may be wrong. */
  @Test
  void comparesADateWithTheAnswersOwn() {
    Map<String, String> headers =
        Map.of(
            "Retry-After",
            "Thu, 01 Oct 2026 09:00:05 GMT",
            "Date",
            "Thu, 01 Oct 2026 09:00:00 GMT");
    Refusal refusal =
        new Refusal(ServiceError.NONE, 503, name -> Optional.ofNullable(headers.get(name)), NOW);

    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "soon", "-5", "1,5", "Sunday, 06-Nov-94 08:49:37 GMT"})
  void doesNotBelieveNonsense(@Nullable String value) {
    assertThat(asked(value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Please retry in 1m0.5s., 60500",
    "Please retry in 34.074824224s., 34075",
    "Please retry after 20 seconds., 20000",
    "Please slow down and try again after 51.84 seconds., 51840",
    "Please try again in 20s. Visit the site., 20000",
    "Please try again in 340ms., 340",
    "Try again in 1h2m3.5s, 3723500",
    "try again after 2 minutes, 120000",
    "TRY AGAIN IN 7 SECONDS, 7000"
  })
  void readsTheMessageWhereNoHeaderSaysIt(String message, long millis) {
    assertThat(refusal(Map.of(), message).retryAfter()).contains(Duration.ofMillis(millis));
  }

  @Test
  void takesTheHeaderThatSaysItBest() {
    assertThat(refusal(Map.of("retry-after-ms", "1500", "Retry-After", "3"), "").retryAfter())
        .contains(Duration.ofMillis(1500));
    assertThat(refusal(Map.of("Retry-After", "3"), "Please retry in 9s.").retryAfter())
        .contains(Duration.ofSeconds(3));
  }

  @Test
  void waitsUntilALimitThatIsUsedUpBeginsAgain() {
    Map<String, String> left =
        Map.of("x-ratelimit-remaining-tokens", "1", "x-ratelimit-reset-tokens", "6m");
    Map<String, String> usedUp =
        Map.of("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "6m");

    assertThat(refusal(left, "").retryAfter()).isEmpty();
    assertThat(
            refusal(
                    Map.of(
                        "x-ratelimit-remaining-requests",
                        "0",
                        "x-ratelimit-reset-requests",
                        "120ms"),
                    "")
                .retryAfter())
        .contains(Duration.ofMillis(120));
    assertThat(refusal(usedUp, "").retryAfter()).contains(Duration.ofMinutes(6));
  }
}
