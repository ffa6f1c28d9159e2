package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.internal.openai.EditAnswers.completed;
import static io.github.maskloom.testing.internal.openai.EditAnswers.events;
import static io.github.maskloom.testing.internal.openai.EditAnswers.preview;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that an answer may be, in JSON and in events. */
class EditAnswersTest {
  private static final byte[] DRAFT = TestImages.png(7);
  private static final byte[] SECOND = TestImages.png(8);

  @TempDir private Path folder;

  @AutoClose private final OpenAiFixture openAi = new OpenAiFixture(() -> folder);

  private static ProviderRequest streamed() {
    return request(OpenAiOptions.NONE.withPreviews(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void soManyPreviewsAndThenTheImage(int previews) throws IOException {
    List<String> drawn = List.of(preview(0, DRAFT), preview(1, SECOND), preview(2, DRAFT));
    String stream = String.join("", drawn.subList(0, previews));
    openAi.server().answer(events(stream + completed(RESULT)));
    RecordingCall call = openAi.newCall();
    ProviderResponse response = openAi.fuse(streamed(), call);
    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.files()).hasSize(1 + previews);
    if (previews > 1) {
      assertThat(call.file(0).resolveSibling("preview-0-1")).hasBinaryContent(SECOND);
    }
    assertThat(response.usage()).containsEntry("total_tokens", 100L);
  }

  @Test
  void aStreamThatIsDoneAndGoesOnInSilence() throws IOException {
    byte[] stream = (completed(RESULT) + "data: [DONE]\n\n").getBytes(UTF_8);
    Answer silent = Answer.stalls("text/event-stream", stream, new CountDownLatch(1));
    openAi.server().answer(silent);
    assertThat(openAi.made(streamed())).isEqualTo(RESULT);
  }

  @ParameterizedTest
  @CsvSource({"input, REJECTED", "output, UNKNOWN", "unknown, UNKNOWN"})
  void moderationIsFreeBeforeAnythingIsDrawn(String stage, Delivery delivery) throws IOException {
    openAi.server().answer(EditAnswers.moderated(stage));
    assertThat(openAi.told(request(OpenAiOptions.NONE)))
        .isEqualTo("400 moderation_blocked Content " + delivery + " NEVER 1");
  }

  @Test
  void aHeaderMayForbidToRepeat() throws IOException {
    String error = EditAnswers.error("", "rate_limit_exceeded", "no");
    Map<String, String> header = Map.of("x-should-retry", "false");
    openAi.server().answer(EditAnswers.refusal(429, error, header));
    assertThat(openAi.told(request(OpenAiOptions.NONE)))
        .isEqualTo("429 rate_limit_exceeded Throttled REJECTED NEVER 1");
  }
}
