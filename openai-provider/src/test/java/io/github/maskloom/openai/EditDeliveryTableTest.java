package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.openai.EditAnswers.moderated;
import static io.github.maskloom.testing.openai.EditAnswers.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The README's table of deliveries says what happens: each of its rows is tried. */
class EditDeliveryTableTest {
  private static final String HEAD =
      "| what happened | exception | delivery | advice | sent again |";
  private static final byte[] IMAGE = EditAnswers.images(RESULT).getBytes(UTF_8);
  private static final String NO_CONNECTION = "no connection";

  @TempDir Path folder;

  /** A row; of several things that happened, each is tried. */
  private record Row(String what, String exception, String delivery, String advice, String again) {}

  private static Map<String, List<Answer>> scenes() {
    Map<String, List<Answer>> scenes = new LinkedHashMap<>();
    scenes.put("a check of this client", List.of(Answer.empty(200)));
    scenes.put(NO_CONNECTION, List.of(Answer.empty(200)));
    scenes.put(
        "400 with a documented code",
        List.of(refusal(400, "invalid_request_error", "invalid_input_fidelity_model")));
    scenes.put(
        "401 or 404 with a documented code",
        List.of(
            refusal(401, "invalid_request_error", "invalid_api_key"),
            refusal(404, "invalid_request_error", "model_not_found")));
    scenes.put(
        "moderation refuses what goes in, or `content_policy_violation`",
        List.of(moderated("input"), refusal(400, "", "content_policy_violation")));
    scenes.put(
        "moderation refuses what was drawn, or says not when",
        List.of(
            moderated("output"),
            moderated("unknown"),
            refusal(400, "image_generation_user_error", "moderation_blocked")));
    scenes.put(
        "the allowance is used up",
        List.of(
            refusal(429, "insufficient_quota", "insufficient_quota"),
            refusal(429, "", "project_spend_limit_exceeded"),
            refusal(400, "", "billing_hard_limit_reached")));
    scenes.put(
        "429 with `rate_limit_exceeded`", List.of(refusal(429, "requests", "rate_limit_exceeded")));
    scenes.put(
        "429 with `rate_limit_exceeded` and `x-should-retry: false`",
        List.of(
            refusal(
                429,
                EditAnswers.error("requests", "rate_limit_exceeded", "no"),
                Map.of("x-should-retry", "false"))));
    scenes.put(
        "500 or 503 with the code `server_error`",
        List.of(
            refusal(500, "server_error", "server_error"),
            refusal(503, "server_error", "server_error")));
    scenes.put(
        "408, 409, 499 or 5xx otherwise",
        List.of(
            Answer.empty(408),
            Answer.empty(409),
            Answer.empty(499),
            Answer.empty(500),
            Answer.errorBody(500, "{\"error\":\"text\"}"),
            Answer.errorBody(500, "{\"error\":\"server_error\",\"message\":\"no memory\"}"),
            refusal(500, "server_error", ""),
            refusal(500, "server_error", "timeout"),
            refusal(503, "server_error", "upstream_error"),
            refusal(502, "server_error", "server_error"),
            refusal(500, "{}", Map.of("x-should-retry", "true")),
            Answer.htmlPage(502),
            Answer.empty(504),
            Answer.empty(520),
            Answer.htmlPage(524)));
    scenes.put(
        "429 otherwise",
        List.of(
            Answer.empty(429),
            refusal(429, "rate_limit_exceeded", "timeout"),
            refusal(429, "rate_limit_exceeded", "")));
    scenes.put(
        "401, 403 or 404 otherwise, or a redirect",
        List.of(
            refusal(401, "invalid_request_error", ""),
            refusal(403, "invalid_request_error", ""),
            Answer.htmlPage(404),
            Answer.redirect(307, "/elsewhere")));
    scenes.put(
        "another 4xx otherwise",
        List.of(
            refusal(400, "image_generation_user_error", ""),
            Answer.errorBody(400, "{\"error\":\"no mask\"}"),
            Answer.errorBody(400, "{\"error\":{\"code\":400,\"message\":\"m\",\"type\":\"\"}}"),
            Answer.empty(413)));
    scenes.put(
        "reset or silence after the request was written",
        List.of(Answer.hangUpAfterBody(), Answer.silence(new CountDownLatch(1))));
    scenes.put(
        "an error inside 200",
        List.of(
            Answer.json(EditAnswers.error("server_error", "", "no")),
            Answer.json(EditAnswers.error("server_error", "server_error", "no")),
            Answer.json("   " + EditAnswers.error("", "unheard", "no")),
            EditAnswers.events("data: " + EditAnswers.error("", "", "no") + "\n\n")));
    scenes.put(
        "an answer that is broken, empty or cut",
        List.of(
            Answer.json("{\"created\":1,\"data\":[]}"),
            Answer.json(""),
            Answer.json("{\"data\":[{\"b64_"),
            Answer.cut("application/json", IMAGE, IMAGE.length / 2),
            EditAnswers.events("data: [DONE]\n\n")));
    scenes.put(
        "silence while the answer comes",
        List.of(
            Answer.stalls(
                "application/json",
                Arrays.copyOf(IMAGE, IMAGE.length / 2),
                new CountDownLatch(1))));
    return scenes;
  }

  @Test
  void hasARowForEachSceneAndNoOther() throws IOException {
    assertThat(rows()).extracting(Row::what).containsExactlyElementsOf(scenes().keySet());
  }

  @TestFactory
  Stream<DynamicTest> saysWhatHappens() throws IOException {
    Map<String, List<Answer>> scenes = scenes();
    return rows().stream()
        .map(row -> DynamicTest.dynamicTest(row.what(), () -> happens(row, scenes)));
  }

  private void happens(Row row, Map<String, List<Answer>> scenes) throws IOException {
    for (Answer answer : scenes.getOrDefault(row.what(), List.of())) {
      happens(row, answer);
    }
  }

  private void happens(Row row, Answer answer) throws IOException {
    boolean checked = row.what().equals("a check of this client");
    ProviderRequest request =
        request(checked ? OpenAiOptions.builder().previews(9).build() : OpenAiOptions.NONE);
    try (OpenAiFixture openAi =
        new OpenAiFixture(Files.createTempDirectory(folder, "tried"), answer)
            .with(
                http ->
                    http.withTimeouts(
                        HttpTimeouts.DEFAULT
                            .withCall(Duration.ofSeconds(20))
                            .withFirstByte(Duration.ofMillis(500))
                            .withBetweenBytes(Duration.ofMillis(500))))) {
      if (row.what().equals(NO_CONNECTION)) {
        openAi.server.close();
      }
      RecordingCall call = openAi.newCall();

      FusionException failure = openAi.failure(request, call);

      boolean again = call.failedAttempts().size() > 1;
      assertThat(
              new Row(
                  row.what(),
                  "`" + failure.getClass().getSimpleName() + "`",
                  "`" + failure.delivery() + "`",
                  "`" + failure.retry().kind() + "`",
                  again ? "yes" : "no"))
          .as(failure.toString())
          .isEqualTo(row);
      boolean sent = !checked && !row.what().equals(NO_CONNECTION);
      assertThat(openAi.server.calls()).hasSize(sent ? (again ? 3 : 1) : 0);
      assertThat(call.files()).isEmpty();
    }
  }

  private static List<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int head = lines.indexOf(HEAD);
    assertThat(head).as("the table's head").isNotNegative();
    return lines.stream()
        .skip(head + 2L)
        .takeWhile(line -> line.startsWith("|"))
        .map(EditDeliveryTableTest::row)
        .toList();
  }

  private static Row row(String line) {
    List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    assertThat(cells).as(line).hasSize(7);
    return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
  }
}
