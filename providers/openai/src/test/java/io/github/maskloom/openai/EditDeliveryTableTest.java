package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.internal.openai.EditAnswers.moderated;
import static io.github.maskloom.testing.internal.openai.EditAnswers.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.internal.DeliveryTable;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's table of deliveries says what happens: each of its rows is tried. */
class EditDeliveryTableTest {
  private static final Map<String, List<Answer>> SCENES =
      Map.of(
          "400 with a documented code",
          List.of(refusal(400, "invalid_request_error", "invalid_input_fidelity_model")),
          "401 or 404 with a documented code",
          List.of(
              refusal(401, "invalid_request_error", "invalid_api_key"),
              refusal(404, "invalid_request_error", "model_not_found")),
          "moderation refuses what goes in, or `content_policy_violation`",
          List.of(moderated("input"), refusal(400, "", "content_policy_violation")),
          "moderation refuses what was drawn, or says not when",
          List.of(
              moderated("output"),
              moderated("unknown"),
              refusal(400, "image_generation_user_error", "moderation_blocked")),
          "the allowance is used up",
          List.of(
              refusal(429, "insufficient_quota", "insufficient_quota"),
              refusal(429, "", "project_spend_limit_exceeded"),
              refusal(400, "", "billing_hard_limit_reached")),
          "429 with `rate_limit_exceeded`",
          List.of(refusal(429, "requests", "rate_limit_exceeded")),
          "429 with `rate_limit_exceeded` and `x-should-retry: false`",
          List.of(
              refusal(
                  429,
                  EditAnswers.error("requests", "rate_limit_exceeded", "no"),
                  Map.of("x-should-retry", "false"))),
          "500 or 503 with the code `server_error`",
          List.of(
              refusal(500, "server_error", "server_error"),
              refusal(503, "server_error", "server_error")));

  @TempDir Path folder;

  private static Iterable<String> rows() throws IOException {
    return new DeliveryTable(Path.of("README.md")).rows();
  }

  @Test
  void hasARowForEachSceneAndNoOther() throws IOException {
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(SCENES.keySet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysWhatHappens(String row) throws IOException {
    DeliveryTable table = new DeliveryTable(Path.of("README.md"));
    for (Answer answer : SCENES.getOrDefault(row, List.of())) {
      try (OpenAiFixture openAi = new OpenAiFixture(folder, answer)) {
        RecordingCall call = openAi.newCall();
        table.check(row, openAi.failure(request(OpenAiOptions.NONE), call), call);
        assertThat(openAi.server().calls()).hasSize(Math.max(1, call.failedAttempts().size()));
        assertThat(call.files()).isEmpty();
      }
    }
  }
}
