package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What errors mean beside those of the README's table, and when a refused request may go again. */
class EditErrorsTest {
  static final String REFUSALS =
      """
      400 content_policy_violation Content REJECTED NEVER 1
      400 billing_hard_limit_reached Quota REJECTED NEVER 1
      400 invalid_input_fidelity_model Request REJECTED NEVER 1
      401 invalid_api_key Access REJECTED NEVER 1
      404 model_not_found Access REJECTED NEVER 1
      429 insufficient_quota Quota REJECTED NEVER 1
      429 project_spend_limit_exceeded Quota REJECTED NEVER 1
      429 organization_spend_limit_exceeded Quota REJECTED NEVER 1
      429 rate_limit_exceeded Throttled REJECTED SAFE 3
      500 server_error Service REJECTED SAFE 3
      503 server_error Service REJECTED SAFE 3
      """;

  @TempDir private Path folder;

  @AutoClose private final OpenAiFixture openAi = new OpenAiFixture(() -> folder);

  private static Stream<String> refusals() {
    return REFUSALS.lines();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void meanWhatTheReadmesTableSays(String row) throws IOException {
    assertThat(openAi.told(row)).isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource({"input, REJECTED", "output, UNKNOWN", "unknown, UNKNOWN"})
  void moderationIsFreeBeforeAnythingIsDrawn(String stage, Delivery delivery) throws IOException {
    openAi.server().answer(EditAnswers.moderated(stage));
    assertThat(openAi.told(request(OpenAiOptions.NONE)))
        .isEqualTo("400 moderation_blocked Content " + delivery + " NEVER 1");
  }

  @ParameterizedTest
  @CsvSource({
    "image_generation_user_error, moderation_blocked, 400 moderation_blocked Content UNKNOWN NEVER 1",
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
    openAi.server().answer(answer);
    assertThat(openAi.told(request(OpenAiOptions.NONE))).isEqualTo(row);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 429, 500})
  void aCodeThatIsANumberIsNone(int status) throws IOException {
    String error = "{\"error\":{\"code\":%d,\"message\":\"no\",\"type\":\"\"}}".formatted(status);
    openAi.server().answer(Answer.errorBody(status, error));
    assertThat(openAi.told(request(OpenAiOptions.NONE)))
        .startsWith(status + " " + status)
        .contains("UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 500 timeout Service UNKNOWN MAY_BILL_TWICE 1",
    "false, 429 rate_limit_exceeded Throttled REJECTED NEVER 1"
  })
  void aHeaderMayForbidToRepeatAndMakesNothingSafe(String repeat, String row) throws IOException {
    String[] words = row.split(" ", 3);
    Map<String, String> header = Map.of("x-should-retry", repeat);
    String error = EditAnswers.error("", words[1], "no");
    Answer answer = EditAnswers.refusal(Integer.parseInt(words[0]), error, header);
    openAi.server().answer(answer);
    assertThat(openAi.told(request(OpenAiOptions.NONE))).isEqualTo(row);
  }
}
