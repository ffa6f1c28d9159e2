package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.openai.EditAnswers.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When to come again, and what is told of a refusal. */
class RefusalsTest {
  @TempDir Path folder;

  private FusionException refused(Answer answer) throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder, answer).with(http -> http.withRetries(HttpRetries.NONE))) {
      return openAi.failure(request(OpenAiOptions.NONE), openAi.newCall());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after-ms=250, 250",
    "retry-after=2, 2000",
    "retry-after=0.5, 500",
    "retry-after-ms=100;retry-after=9, 100",
    "x-ratelimit-remaining-requests=0;x-ratelimit-reset-requests=6m0s, 360000",
    "x-ratelimit-remaining-tokens=0;x-ratelimit-reset-tokens=120ms, 120"
  })
  void headersSayWhenToComeAgain(String headers, long millis) throws IOException {
    Map<String, String> sent = new HashMap<>();
    for (String header : headers.split(";", -1)) {
      sent.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
    }

    FusionException failure = refused(refusal(429, "{}", sent));

    assertThat(failure.retry().after()).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "Please try again in 20s. Visit the site., 20000",
    "Please try again in 1m30s., 90000",
    "Please try again in 1h12m0.5s, 4320500",
    "Please try again in 340ms., 340",
    "try again after 2 minutes, 120000",
    "TRY AGAIN IN 7 SECONDS, 7000"
  })
  void theMessageSaysItInManyWays(String message, long millis) throws IOException {
    FusionException failure =
        refused(
            Answer.errorBody(429, EditAnswers.error("requests", "rate_limit_exceeded", message)));

    assertThat(failure.retry().after()).contains(Duration.ofMillis(millis));
  }

  @Test
  void aLimitThatIsNotUsedUpSaysNothing() throws IOException {
    FusionException failure =
        refused(
            refusal(
                429,
                "{}",
                Map.of("x-ratelimit-remaining-requests", "3", "x-ratelimit-reset-requests", "1s")));

    assertThat(failure.retry().after()).isEmpty();
  }

  @Test
  void anErrorOfAnSdServerIsTold() throws IOException {
    try (OpenAiFixture sd =
        OpenAiFixture.sdServer(
            folder, Answer.errorBody(500, "{\"error\":\"server_error\",\"message\":\"no GPU\"}"))) {
      FusionException failure = sd.failure(request(OpenAiOptions.NONE), sd.newCall());

      assertThat(failure).hasMessageContaining("no GPU");
      assertThat(failure.failure().code()).contains("server_error");
    }
  }
}
