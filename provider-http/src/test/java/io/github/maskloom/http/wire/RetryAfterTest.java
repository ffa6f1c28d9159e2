package io.github.maskloom.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

  @Test
  void readsSeconds() {
    assertThat(RetryAfter.parse(" 17 ", NOW)).contains(Duration.ofSeconds(17));
  }

  @Test
  void readsDates() {
    assertThat(RetryAfter.parse("Thu, 01 Oct 2026 00:01:00 GMT", NOW))
        .contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.parse("Wed, 30 Sep 2026 00:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
  void doesNotBelieveNonsense(@Nullable String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }
}
