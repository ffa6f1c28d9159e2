package io.github.maskloom.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of answers without an image that no table of codes has. */
class AnswersTest {
  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JsonServer, HttpConfig> gemini =
      GeminiHttpContractTest.trial(() -> folder);

  @ParameterizedTest
  @CsvSource({
    "SAFETY RECITATION LANGUAGE OTHER BLOCKLIST PROHIBITED_CONTENT SPII, Content ACCEPTED NEVER",
    "IMAGE_SAFETY IMAGE_PROHIBITED_CONTENT IMAGE_RECITATION, Content ACCEPTED NEVER",
    "NO_IMAGE IMAGE_OTHER MAX_TOKENS MALFORMED_FUNCTION_CALL, Service ACCEPTED MAY_BILL_TWICE"
  })
  void aRefusalIsForThePersonAndChanceIsNobodys(String reasons, String told) throws IOException {
    int sent = 0;
    for (String reason : reasons.split(" ", -1)) {
      for (String place :
          new String[] {
            "\"candidates\":[{\"content\":{},\"finishReason\"",
            "\"promptFeedback\":{\"blockReason\""
          }) {
        String end = place.contains("[") ? "\"}]}" : "\"}}";
        gemini.server().answer(Answer.json("{" + place + ":\"" + reason + end));
        sent++;
        assertThat(gemini.told(new TestRequest().mask().build()))
            .isEqualTo("200 " + reason + " " + told + " " + sent);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, API key not valid., Access REJECTED NEVER 1",
    "429, RESOURCE_EXHAUSTED, 'Quota exceeded, limit: 0, model: x', Quota REJECTED NEVER 1",
    "404, NOT_FOUND, models/x is not found, Access REJECTED NEVER 1"
  })
  void wordsSayMoreThanTheirCode(int status, String code, String words, String told)
      throws IOException {
    String error = GeminiHttpContractTest.errorOf("\"" + code + "\"", "\"" + words + "\"");
    gemini.server().answer(Answer.errorBody(status, error));
    assertThat(gemini.told(new TestRequest().mask().build()))
        .isEqualTo(status + " " + code + " " + told);
  }
}
