package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.internal.openai.EditAnswers.completed;
import static io.github.maskloom.testing.internal.openai.EditAnswers.events;
import static io.github.maskloom.testing.internal.openai.EditAnswers.preview;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that answer what no service documents, and words that try to be more than words. */
class HostileServerTest {
  private static final byte[] DRAFT = TestImages.png(7);

  @TempDir private Path folder;

  @AutoClose private final OpenAiFixture openAi = new OpenAiFixture(() -> folder);

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void previewsThatNobodyAskedForAreNotKept(int asked) throws IOException {
    OpenAiOptions options = OpenAiOptions.NONE.withStream(true).withPreviews(asked);
    String flood = preview(0, DRAFT).repeat(1000);
    try (OpenAiFixture openAi =
        new OpenAiFixture(() -> folder, events(flood + completed(RESULT)))) {
      RecordingCall call = openAi.fused(request(options));

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.files()).hasSize(1 + asked);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"url\":\"file:///etc/passwd\"}]}",
        "data: {\"type\":\"image_edit.completed\",\"b64_json\":null}\n\n",
        "data: {\"type\":\"image_edit.completed\",\"b64_json\":\"PGh0bWw+\"}\n\n",
        "data: {\"type\":7,\"b64_json\":[]}\n\n",
        "data: [DONE\n\n",
        "event: image_edit.completed\n\n"
      })
  void whatIsNoImageIsABrokenAnswerThatMayBeBilled(String body) throws IOException {
    openAi.server().answer(Answer.json(body));
    FusionException failure = openAi.failure(request(OpenAiOptions.NONE));

    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.toString()).doesNotContain("unexpectedly").doesNotContain("passwd");
    assertThat(openAi.server().calls()).hasSize(1);
  }

  @Test
  void wordsStayWithinTheirPart() throws IOException {
    String breaking = "\"\r\n\r\n--\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n9\r\n";
    OpenAiOptions options =
        OpenAiOptions.NONE.withSafetyIdentifier(breaking).withField("a" + breaking, "b");
    openAi
        .server()
        .answer(Answer.json("{\"data\":[{\"b64_json\":\"" + ImagesJson.encode(RESULT) + "\"}]}"));
    EditCall call = openAi.sent(OpenAiFixture.unmasked("a sofa" + breaking, options));

    assertThat(call.parts()).hasSize(6);
    assertThat(call.fields())
        .containsEntry("prompt", "a sofa" + breaking)
        .containsEntry("safety_identifier", breaking)
        .doesNotContainKey("n");
  }
}
