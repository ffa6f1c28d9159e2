package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
