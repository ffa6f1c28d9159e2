package io.github.maskloom.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

  @Test
  void readsSeconds() {
    assertThat(Refusal.retryAfter(" 17 ", NOW)).contains(Duration.ofSeconds(17));
    assertThat(Refusal.retryAfter("000000017", NOW)).contains(Duration.ofSeconds(17));
  }

  @Test
  void readsDates() {
    assertThat(Refusal.retryAfter("Thu, 01 Oct 2026 00:01:00 GMT", NOW))
        .contains(Duration.ofMinutes(1));
    assertThat(Refusal.retryAfter("Wed, 30 Sep 2026 00:00:00 GMT", NOW)).contains(Duration.ZERO);
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
    assertThat(Refusal.retryAfter(value, NOW)).contains(Duration.ofDays(1));
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
  @ValueSource(strings = {"", "soon", "-5", "1.5", "Sunday, 06-Nov-94 08:49:37 GMT"})
  void doesNotBelieveNonsense(@Nullable String value) {
    assertThat(Refusal.retryAfter(value, NOW)).isEmpty();
  }
}
