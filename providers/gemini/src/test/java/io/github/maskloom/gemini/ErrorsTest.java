package io.github.maskloom.gemini;

import static io.github.maskloom.gemini.GeminiFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the service's errors mean, as documented. */
class ErrorsTest {
  private static final String QUOTA =
      "You exceeded your current quota. * Quota exceeded for metric: free_tier_requests, limit: ";

  static final String REFUSALS =
      """
      400 INVALID_ARGUMENT Request REJECTED NEVER 1
      400 FAILED_PRECONDITION Access REJECTED NEVER 1
      401 UNAUTHENTICATED Access REJECTED NEVER 1
      403 PERMISSION_DENIED Access REJECTED NEVER 1
      404 NOT_FOUND Access REJECTED NEVER 1
      429 RESOURCE_EXHAUSTED Throttled REJECTED SAFE 3
      500 INTERNAL Service REJECTED SAFE 3
      503 UNAVAILABLE Service REJECTED SAFE 3
      """;
  private static final String OTHERS =
      """
      504 DEADLINE_EXCEEDED Service UNKNOWN MAY_BILL_TWICE 1
      499 CANCELLED Service UNKNOWN MAY_BILL_TWICE 1
      502 UNAVAILABLE Service UNKNOWN MAY_BILL_TWICE 1
      413 TOO_LARGE Request UNKNOWN NEVER 1
      """;

  @TempDir private Path folder;

  @AutoClose private final GeminiFixture gemini = new GeminiFixture(() -> folder);

  private static Stream<String> rows() {
    return (REFUSALS + OTHERS).lines();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void meanWhatTheReadmesTableSays(String row) throws IOException {
    UnaryOperator<String> error =
        code -> ContentJson.error(Integer.parseInt(row.substring(0, 3)), code, "no");
    assertThat(gemini.told(row, error, request())).isEqualTo(row);
  }

  @Test
  void aKeyThatIsNoneIsForItsHolder() throws IOException {
    FusionException failure = failure(400, RequestsTest.fixture("bad-key.json"));

    assertThat(failure)
        .isInstanceOf(FusionAccessException.class)
        .hasMessageContaining("API key not valid");
    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
  }

  @Test
  void aModelBeyondTheFreeTierIsForTheOneWhoPays() throws IOException {
    FusionException failure =
        failure(429, ContentJson.error(429, "RESOURCE_EXHAUSTED", QUOTA + "0, model: x"));

    assertThat(failure).isInstanceOf(FusionQuotaException.class);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.NEVER);
  }

  @Test
  void aModelThatIsGoneSaysWhatToAskInstead() throws IOException {
    String error = ContentJson.error(404, "NOT_FOUND", "models/x is not found for API version");
    Answer answer = Answer.errorBody(404, error);
    try (GeminiFixture gemini =
        new GeminiFixture(() -> folder, answer)
            .with(config -> config.withModel("gemini-2.5-flash-image"))) {
      assertThat(gemini.failure(request()))
          .isInstanceOf(FusionAccessException.class)
          .hasMessageContaining("since 2026-10-02; in its place: gemini-3.1-flash-image");
    }
  }

  private FusionException failure(int status, String body) throws IOException {
    gemini.server().answer(Answer.errorBody(status, body));
    FusionException failure = gemini.failure(request());
    assertThat(gemini.server().calls()).hasSize(1);
    return failure;
  }
}
