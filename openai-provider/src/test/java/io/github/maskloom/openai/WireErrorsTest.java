package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.RetryAdvice.Kind;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.server.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Section 9 of the wire facts, row by row, and each row with every way in which a service or a
 * gateway may say it. Where the facts say "again" of 408, 409 and 5xx without a code, this provider
 * does not: the service may have drawn.
 */
class WireErrorsTest {
  private static final Answer IMAGE = Answer.json(EditAnswers.images(OpenAiFixture.RESULT));

  @TempDir Path folder;

  /** Status, type, code, exception, delivery and advice; a dash is an empty text. */
  private static final String TABLE =
      """
      400 image_generation_user_error - Request UNKNOWN NEVER
      400 invalid_request_error - Request UNKNOWN NEVER
      400 invalid_request_error invalid_input_fidelity_model Request REJECTED NEVER
      400 invalid_request_error unknown_parameter Request UNKNOWN NEVER
      400 invalid_request_error content_policy_violation Content REJECTED NEVER
      400 invalid_request_error billing_hard_limit_reached Quota REJECTED NEVER
      401 invalid_request_error invalid_api_key Access REJECTED NEVER
      403 invalid_request_error - Access UNKNOWN NEVER
      404 invalid_request_error model_not_found Access REJECTED NEVER
      413 - - Request UNKNOWN NEVER
      429 requests rate_limit_exceeded Throttled REJECTED SAFE
      429 tokens rate_limit_exceeded Throttled REJECTED SAFE
      429 input-images rate_limit_exceeded Throttled REJECTED SAFE
      429 insufficient_quota insufficient_quota Quota REJECTED NEVER
      429 insufficient_quota - Quota UNKNOWN NEVER
      429 requests project_spend_limit_exceeded Quota REJECTED NEVER
      429 rate_limit_exceeded timeout Throttled UNKNOWN MAY_BILL_TWICE
      502 requests rate_limit_exceeded Throttled UNKNOWN MAY_BILL_TWICE
      500 server_error server_error Service REJECTED SAFE
      503 - server_error Service REJECTED SAFE
      408 - - Service UNKNOWN MAY_BILL_TWICE
      409 - - Service UNKNOWN MAY_BILL_TWICE
      500 server_error - Service UNKNOWN MAY_BILL_TWICE
      503 server_error - Service UNKNOWN MAY_BILL_TWICE
      500 server_error timeout Service UNKNOWN MAY_BILL_TWICE
      503 server_error upstream_error Service UNKNOWN MAY_BILL_TWICE
      500 server_error 500 Service UNKNOWN MAY_BILL_TWICE
      408 server_error server_error Service UNKNOWN MAY_BILL_TWICE
      529 server_error server_error Service UNKNOWN MAY_BILL_TWICE
      500 - - Service UNKNOWN MAY_BILL_TWICE
      502 - - Service UNKNOWN MAY_BILL_TWICE
      504 server_error - Service UNKNOWN MAY_BILL_TWICE
      520 - - Service UNKNOWN MAY_BILL_TWICE
      521 - - Service UNKNOWN MAY_BILL_TWICE
      522 - - Service UNKNOWN MAY_BILL_TWICE
      523 - - Service UNKNOWN MAY_BILL_TWICE
      524 - - Service UNKNOWN MAY_BILL_TWICE
      """;

  /**
   * What an error is, and what it means.
   *
   * @param more members of the error, with a comma before them
   */
  private record Row(
      String name,
      int status,
      String type,
      String code,
      String more,
      String exception,
      Delivery delivery,
      Kind advice) {
    static Row of(String line) {
      String[] words = line.replace(" - ", "  ").replace(" - ", "  ").split(" ", 6);
      return new Row(
          line,
          Integer.parseInt(words[0]),
          words[1],
          words[2],
          "",
          "Fusion" + words[3] + "Exception",
          Delivery.valueOf(words[4]),
          Kind.valueOf(words[5]));
    }

    static Row moderated(String stage, Delivery delivery) {
      return new Row(
          "400 moderation_blocked at the stage " + stage,
          400,
          "image_generation_user_error",
          "moderation_blocked",
          ",\"moderation_details\":{\"categories\":[\"violence\"],\"moderation_stage\":\""
              + stage
              + "\"}",
          "FusionContentException",
          delivery,
          Kind.NEVER);
    }

    String json(String message) {
      return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":%s%s}}"
          .formatted(message, type, code.isEmpty() ? "null" : "\"" + code + "\"", more);
    }
  }

  private static List<Row> rows() {
    return Stream.concat(
            TABLE.lines().map(Row::of),
            Stream.of(
                Row.moderated("input", Delivery.REJECTED),
                Row.moderated("output", Delivery.UNKNOWN),
                Row.moderated("unknown", Delivery.UNKNOWN)))
        .toList();
  }

  /**
   * A way to say an error.
   *
   * @param headers beside the usual
   * @param afterMillis how long it asks to wait
   */
  private record Saying(
      String name, Map<String, String> headers, String message, boolean gzip, long afterMillis) {}

  private static List<Saying> sayings() {
    String wait = "Rate limit exceeded. Please slow down and try again after 51.84 seconds.";
    return List.of(
        new Saying("plainly", Map.of(), "no", false, 0),
        new Saying("with retry-after-ms", Map.of("retry-after-ms", "250"), "no", false, 250),
        new Saying("with half a second", Map.of("retry-after", "0.5"), "no", false, 500),
        new Saying("and not to retry", Map.of("x-should-retry", "false"), "no", false, 0),
        new Saying("and to retry", Map.of("x-should-retry", "true"), "no", false, 0),
        new Saying("with seconds in its message", Map.of(), wait, false, 51_840),
        new Saying("compressed", Map.of(), "no", true, 0));
  }

  @TestFactory
  Stream<DynamicTest> everyRowHoweverItIsSaid() {
    return rows().stream()
        .flatMap(
            row ->
                sayings().stream()
                    .map(
                        saying ->
                            DynamicTest.dynamicTest(
                                row.name() + ", said " + saying.name(), () -> check(row, saying))));
  }

  private void check(Row row, Saying saying) throws IOException {
    Answer answer = answer(row.status(), row.json(saying.message()), saying);
    try (OpenAiFixture openAi =
        fixture(answer).with(config -> config.withRetries(HttpRetries.NONE))) {
      FusionException failure = openAi.failure(request(OpenAiOptions.NONE));

      boolean mayNot = "false".equals(saying.headers().get("x-should-retry"));
      Kind advice = row.advice() == Kind.SAFE && mayNot ? Kind.NEVER : row.advice();
      boolean inVain = advice == Kind.NEVER || saying.afterMillis() == 0;
      assertThat(failure.getClass().getSimpleName()).isEqualTo(row.exception());
      assertThat(failure.delivery()).isEqualTo(row.delivery());
      assertThat(failure.failure().httpStatus()).hasValue(row.status());
      assertThat(failure.retry().kind()).isEqualTo(advice);
      assertThat(failure.retry().after())
          .isEqualTo(
              inVain ? Optional.empty() : Optional.of(Duration.ofMillis(saying.afterMillis())));
      assertThat(openAi.server.calls()).hasSize(1);
    }
  }

  /** Only what is safe is sent again. */
  @TestFactory
  Stream<DynamicTest> everyRowIsSentAgainOnlyIfItIsSafe() {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> sentAgain(row)));
  }

  private void sentAgain(Row row) throws IOException {
    Answer answer = answer(row.status(), row.json("no"), sayings().get(0));
    try (OpenAiFixture openAi = fixture(answer, IMAGE)) {
      RecordingCall call = openAi.newCall();
      if (row.advice() == Kind.SAFE) {
        openAi.fuse(request(OpenAiOptions.NONE), call);
      } else {
        openAi.failure(request(OpenAiOptions.NONE), call);
      }
      assertThat(openAi.server.calls()).hasSize(row.advice() == Kind.SAFE ? 2 : 1);
    }
  }

  /** It is what an sd-server says, and no word of OpenAI's. */
  @Test
  void anErrorThatIsAText() throws IOException {
    assertThat(failed(400, "{\"error\":\"image must not be empty\"}"))
        .isExactlyInstanceOf(FusionRequestException.class)
        .hasMessageNotContaining("image must not be empty");
    assertThat(failed(500, "{\"error\":\"generate_image returned no results\"}").delivery())
        .isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void aCodeThatIsANumber() throws IOException {
    String json = "{\"error\":{\"code\":%d,\"message\":\"too much\",\"type\":\"\"}}";

    FusionException refused = failed(400, json.formatted(400));

    assertThat(refused).isExactlyInstanceOf(FusionRequestException.class);
    assertThat(refused.failure().code()).contains("400");
    assertThat(failed(429, json.formatted(429)))
        .isExactlyInstanceOf(FusionThrottledException.class);
    assertThat(failed(429, json.formatted(429)).delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(failed(500, json.formatted(500)).delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  private FusionException failed(int status, String json) throws IOException {
    try (OpenAiFixture openAi =
        fixture(answer(status, json, sayings().get(0)))
            .with(http -> http.withRetries(HttpRetries.NONE))) {
      return openAi.failure(request(OpenAiOptions.NONE));
    }
  }

  private OpenAiFixture fixture(Answer... answers) throws IOException {
    return new OpenAiFixture(Files.createTempDirectory(folder, "row"), answers);
  }

  private static Answer answer(int status, String json, Saying saying) {
    return call -> {
      call.readBody();
      Map<String, String> headers = new TreeMap<>(call.answerHeaders("application/json"));
      headers.putAll(saying.headers());
      byte[] body = json.getBytes(UTF_8);
      if (saying.gzip()) {
        headers.put("Content-Encoding", "gzip");
        body = gzip(body);
      }
      call.exchange().respond(status, headers, body);
    };
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
