package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.internal.openai.EditAnswers.completed;
import static io.github.maskloom.testing.internal.openai.EditAnswers.events;
import static io.github.maskloom.testing.internal.openai.EditAnswers.preview;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that an answer may be, in JSON and in events. */
class EditAnswersTest {
  private static final byte[] DRAFT = TestImages.png(7);
  private static final byte[] SECOND = TestImages.png(8);

  @TempDir private Path folder;

  @AutoClose private final OpenAiFixture openAi = new OpenAiFixture(() -> folder);

  private static ProviderRequest streamed(int count) {
    return request(count, OpenAiOptions.NONE.withPreviews(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void soManyPreviewsAndThenTheImage(int previews) throws IOException {
    List<String> drawn = List.of(preview(0, DRAFT), preview(1, SECOND), preview(2, DRAFT));
    String stream = String.join("", drawn.subList(0, previews));
    openAi.server().answer(events(stream + completed(RESULT)));
    RecordingCall call = openAi.newCall();
    ProviderResponse response = openAi.fuse(streamed(1), call);
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
    assertThat(openAi.made(streamed(1))).isEqualTo(RESULT);
  }

  /** Events of edits have no index of an image. */
  @Test
  void twoImagesAreCountedByTheirEvents() throws IOException {
    String first = preview(0, DRAFT) + completed(RESULT);
    String second = preview(0, DRAFT) + completed(SECOND);
    String rest = "data: [DONE]\n\ndata: {\"more\":1}\n\n";
    openAi.server().answer(events(first, second, rest));
    RecordingCall call = openAi.newCall();
    ProviderResponse response = openAi.fuse(streamed(2), call);
    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.bytes(1)).isEqualTo(SECOND);
    assertThat(call.files()).contains("preview-0-0", "preview-1-0");
    assertThat(response.usage()).containsEntry("total_tokens", 200L);
  }
}
