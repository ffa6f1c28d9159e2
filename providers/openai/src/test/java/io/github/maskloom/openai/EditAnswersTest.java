package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.internal.openai.EditAnswers.completed;
import static io.github.maskloom.testing.internal.openai.EditAnswers.event;
import static io.github.maskloom.testing.internal.openai.EditAnswers.events;
import static io.github.maskloom.testing.internal.openai.EditAnswers.preview;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  private static ProviderRequest streamed(int count) {
    return request(count, OpenAiOptions.NONE.withPreviews(3));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200 server_error Service ACCEPTED MAY_BILL_TWICE 1",
    "3, 200 invalid_request_error Service ACCEPTED MAY_BILL_TWICE 1",
    "60000, 200 insufficient_quota Quota ACCEPTED NEVER 1"
  })
  void anErrorInsideAnAnswerBehindTheBlanksOfAGatewayMayBeBilled(int blanks, String row)
      throws IOException {
    String padded = " ".repeat(blanks) + EditAnswers.error("", row.split(" ", 3)[1], "no");
    openAi.server().answer(Answer.json(padded));
    assertThat(openAi.told(request(OpenAiOptions.NONE))).isEqualTo(row);
  }

  @Test
  void tenImagesInOneAnswerBehindBlanks() throws IOException {
    byte[][] images = new byte[10][];
    Arrays.setAll(images, TestImages::png);
    String padded = " \n".repeat(20_000) + EditAnswers.images(images);
    openAi.server().answer(Answer.json(padded));
    RecordingCall call = openAi.newCall();
    ProviderResponse response = openAi.fuse(request(10, OpenAiOptions.NONE), call);
    for (int i = 0; i < images.length; i++) {
      assertThat(call.bytes(i)).isEqualTo(images[i]);
    }
    assertThat(response.usage())
        .containsEntry("total_tokens", 100L)
        .containsEntry("input_tokens_details.image_tokens", 40L);
    assertThat(response.serverRequestIds()).containsExactly(Answer.SERVER_REQUEST_ID);
    assertThat(response.model()).contains("gpt-image-2");
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

  @ParameterizedTest
  @ValueSource(strings = {"", "data: [DONE]\n\n", "data: [DONE]\n\n\u0000 {anything"})
  void aStreamThatEndsWithDoneOrWithout(String end) throws IOException {
    openAi.server().answer(events(completed(RESULT), end));
    assertThat(openAi.made(streamed(1))).isEqualTo(RESULT);
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

  @Test
  void eventsOfOtherServersAndOthersThatNobodyKnows() throws IOException {
    String drawn = preview(0, DRAFT) + event("image_edit.unheard", "\"n\":1") + completed(RESULT);
    Answer answer = events(drawn.replace("image_edit.", "image_generation."));
    openAi.server().answer(answer);
    RecordingCall call = openAi.fused(streamed(1));
    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.files()).contains("preview-0-0");
  }
}
