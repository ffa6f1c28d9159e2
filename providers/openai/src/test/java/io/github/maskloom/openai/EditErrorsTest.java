package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.request;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What errors mean beside those of the README's table, and when a refused request may go again. */
class EditErrorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "image_generation_user_error, '', 400 image_generation_user_error Request UNKNOWN NEVER 1",
    "invalid_request_error, '', 400 invalid_request_error Request UNKNOWN NEVER 1",
    "invalid_request_error, unknown_parameter, 400 unknown_parameter Request UNKNOWN NEVER 1",
    "invalid_request_error, '', 403 invalid_request_error Access UNKNOWN NEVER 1",
    "insufficient_quota, '', 429 insufficient_quota Quota UNKNOWN NEVER 1",
    "rate_limit_exceeded, timeout, 429 timeout Throttled UNKNOWN MAY_BILL_TWICE 1",
    "requests, rate_limit_exceeded, 502 rate_limit_exceeded Throttled UNKNOWN MAY_BILL_TWICE 1",
    "server_error, '', 500 server_error Service UNKNOWN MAY_BILL_TWICE 1",
    "server_error, '', 503 server_error Service UNKNOWN MAY_BILL_TWICE 1",
    "server_error, '', 504 server_error Service UNKNOWN MAY_BILL_TWICE 1",
    "server_error, timeout, 500 timeout Service UNKNOWN MAY_BILL_TWICE 1",
    "server_error, upstream_error, 503 upstream_error Service UNKNOWN MAY_BILL_TWICE 1",
    "server_error, 500, 500 500 Service UNKNOWN MAY_BILL_TWICE 1",
    "server_error, server_error, 408 server_error Service UNKNOWN MAY_BILL_TWICE 1",
    "server_error, server_error, 529 server_error Service UNKNOWN MAY_BILL_TWICE 1"
  })
  void onlyADocumentedCodeAtItsStatusIsARefusal(String type, String code, String row)
      throws IOException {
    int status = Integer.parseInt(row.substring(0, 3));
    Answer answer = Answer.errorBody(status, EditAnswers.error(type, code, "no"));
    try (OpenAiFixture openAi = new OpenAiFixture(folder, answer)) {
      assertThat(openAi.told(request(OpenAiOptions.NONE))).isEqualTo(row);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 429, 500})
  void aCodeThatIsANumberIsNone(int status) throws IOException {
    String error = "{\"error\":{\"code\":%d,\"message\":\"no\",\"type\":\"\"}}".formatted(status);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, Answer.errorBody(status, error))) {
      assertThat(openAi.told(request(OpenAiOptions.NONE)))
          .startsWith(status + " " + status)
          .contains("UNKNOWN");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rate_limit_exceeded, retry-after-ms=250, 250",
    "rate_limit_exceeded, retry-after=2, 2000",
    "rate_limit_exceeded, retry-after=0.5, 500",
    "timeout, retry-after=0.5, 500",
    "'', retry-after-ms=100;retry-after=9, 100",
    "'', x-ratelimit-remaining-requests=0;x-ratelimit-reset-requests=6m0s, 360000",
    "'', x-ratelimit-remaining-tokens=0;x-ratelimit-reset-tokens=120ms, 120",
    "'', x-ratelimit-remaining-requests=3;x-ratelimit-reset-requests=1s, 0",
    "insufficient_quota, retry-after-ms=250, 0"
  })
  void headersSayWhenToComeAgain(String code, String headers, long millis) throws IOException {
    Map<String, String> sent = new HashMap<>();
    for (String header : headers.split(";", -1)) {
      sent.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
    }
    assertAfter(EditAnswers.refusal(429, EditAnswers.error("", code, "no"), sent), millis);
  }

  @ParameterizedTest
  @CsvSource({
    "Please try again in 20s. Visit the site., 20000",
    "Please slow down and try again after 51.84 seconds., 51840",
    "Please try again in 1m30s., 90000",
    "Please try again in 1h12m0.5s, 4320500",
    "Please try again in 340ms., 340",
    "try again after 2 minutes, 120000",
    "TRY AGAIN IN 7 SECONDS, 7000"
  })
  void theMessageSaysItInManyWays(String message, long millis) throws IOException {
    String error = EditAnswers.error("requests", "rate_limit_exceeded", message);
    assertAfter(Answer.errorBody(429, error), millis);
  }

  private void assertAfter(Answer answer, long millis) throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder, answer).with(http -> http.withRetries(HttpRetries.NONE))) {
      assertThat(openAi.failure(request(OpenAiOptions.NONE)).retry().after())
          .isEqualTo(millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)));
    }
  }

  @Test
  void noHeaderMakesAnUnknownDeliverySafe() throws IOException {
    Answer again =
        EditAnswers.refusal(
            500, EditAnswers.error("", "timeout", "no"), Map.of("x-should-retry", "true"));
    try (OpenAiFixture openAi = new OpenAiFixture(folder, again)) {
      assertThat(openAi.told(request(OpenAiOptions.NONE)))
          .isEqualTo("500 timeout Service UNKNOWN MAY_BILL_TWICE 1");
    }
  }

  /** It is what an sd-server says, and no word of OpenAI's. */
  @Test
  void anErrorOfAnSdServerIsTold() throws IOException {
    try (OpenAiFixture sd =
        OpenAiFixture.sdServer(
            folder, Answer.errorBody(500, "{\"error\":\"server_error\",\"message\":\"no GPU\"}"))) {
      FusionException failure = sd.failure(request(OpenAiOptions.NONE));
      assertThat(failure).hasMessageContaining("no GPU");
      assertThat(failure.failure().code()).contains("server_error");
    }
  }
}
