package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static io.github.maskloom.testing.openai.EditAnswers.completed;
import static io.github.maskloom.testing.openai.EditAnswers.event;
import static io.github.maskloom.testing.openai.EditAnswers.events;
import static io.github.maskloom.testing.openai.EditAnswers.preview;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with status 200, as JSON and as events: section 15, items 2 and 3 of the wire facts. */
class EditAnswersTest {
  private static final byte[] DRAFT = TestImages.png(7);
  private static final byte[] SECOND = TestImages.png(8);

  @TempDir Path folder;

  private static ProviderRequest streamed(int count) {
    return request(count, OpenAiOptions.NONE.withPreviews(3));
  }

  @Test
  void anImageBehindALinkThatHoldsIt() throws IOException {
    String json =
        "{\"created\":1,\"data\":[{\"url\":\"data:image/png;base64,%s\"}]}"
            .formatted(EditAnswers.base64(RESULT));
    try (OpenAiFixture openAi = new OpenAiFixture(folder, Answer.json(json));
        OpenAiFixture sdServer = OpenAiFixture.sdServer(folder, Answer.json(json))) {
      assertThat(openAi.made(request(OpenAiOptions.NONE))).isEqualTo(RESULT);
      assertThat(sdServer.made(request(OpenAiOptions.NONE))).isEqualTo(RESULT);
    }
  }

  /** More than the 20 million characters that some parsers give a text. */

  /** Gateways that answered 200 before the model failed; the error says what is true. */
  @ParameterizedTest
  @ValueSource(strings = {"", " \n \n "})
  void anErrorObjectInsideAnAnswer(String blanks) throws IOException {
    failed(
        Answer.json(blanks + EditAnswers.error("invalid_request_error", "", "no")),
        request(OpenAiOptions.NONE),
        Delivery.ACCEPTED);
    failed(
        Answer.json(blanks + EditAnswers.error("server_error", "server_error", "no")),
        request(OpenAiOptions.NONE),
        Delivery.ACCEPTED);
  }

  @Test
  void tenImagesInOneAnswer() throws IOException {
    byte[][] images = new byte[10][];
    Arrays.setAll(images, TestImages::png);
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder, Answer.json(EditAnswers.images(images)))) {
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
  }

  @Test
  void blanksBeforeAnAnswerArePassedOver() throws IOException {
    String padded = " \n".repeat(20_000) + EditAnswers.images(RESULT);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, Answer.json(padded))) {
      RecordingCall call = openAi.newCall();

      openAi.fuse(request(OpenAiOptions.NONE), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void soManyPreviewsAndThenTheImage(int previews) throws IOException {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < previews; i++) {
      stream.append(preview(i, DRAFT));
    }
    try (OpenAiFixture openAi = new OpenAiFixture(folder, events(stream + completed(RESULT)))) {
      RecordingCall call = openAi.newCall();

      openAi.fuse(streamed(1), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.files()).hasSize(1 + previews);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data: [DONE]\n\n", "data: [DONE]\n\n\u0000 {anything"})
  void aStreamThatEndsWithDoneOrWithout(String end) throws IOException {
    try (OpenAiFixture openAi = new OpenAiFixture(folder, events(completed(RESULT), end))) {
      assertThat(openAi.made(streamed(1))).isEqualTo(RESULT);
    }
  }

  /** Nobody waits for a server that holds its connection open. */
  @Test
  void aStreamThatIsDoneAndGoesOnInSilence() throws IOException {
    byte[] stream = (completed(RESULT) + "data: [DONE]\n\n").getBytes(UTF_8);
    try (OpenAiFixture openAi =
        new OpenAiFixture(
            folder, Answer.stalls("text/event-stream", stream, new CountDownLatch(1)))) {
      assertThat(openAi.made(streamed(1))).isEqualTo(RESULT);
    }
  }

  @Test
  void twoImagesAreCountedByTheirEvents() throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(
            folder,
            events(
                preview(0, DRAFT),
                completed(RESULT),
                preview(0, DRAFT),
                completed(SECOND),
                "data: [DONE]\n\n",
                "data: {\"more\":1}\n\n"))) {
      RecordingCall call = openAi.newCall();

      ProviderResponse response = openAi.fuse(streamed(2), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.bytes(1)).isEqualTo(SECOND);
      assertThat(call.files()).contains("preview-0-0", "preview-1-0");
      assertThat(response.usage()).containsEntry("total_tokens", 200L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", "\n"})
  void eventsOfOtherServersAndOtherLineEnds(String lineEnd) throws IOException {
    String stream =
        "\u00ef\u00bb\u00bf: hello\n"
            + preview(0, DRAFT).replace("image_edit.", "image_generation.")
            + event("image_edit.unheard", "\"n\":1")
            + completed(RESULT).replace("image_edit.", "image_generation.");
    byte[] bytes = stream.replace("\n", lineEnd).getBytes(ISO_8859_1);
    try (OpenAiFixture openAi =
        new OpenAiFixture(folder, Answer.inPieces("text/event-stream", bytes, 1000))) {
      RecordingCall call = openAi.newCall();

      openAi.fuse(streamed(1), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.files()).contains("preview-0-0");
    }
  }

  @Test
  void aStreamWithPreviewsOnly() throws IOException {
    FusionException failure = failed(events(preview(0, DRAFT)), streamed(1), Delivery.ACCEPTED);

    assertThat(failure).isInstanceOf(FusionServiceException.class);
  }

  @Test
  void anErrorAfterAPreviewMayBeBilled() throws IOException {
    failed(
        events(
            preview(0, DRAFT),
            "event: whatever\ndata: " + EditAnswers.error("server_error", "", "no") + "\n\n"),
        streamed(1),
        Delivery.ACCEPTED);
  }

  @Test
  void anErrorAfterAnImageKeepsTheImage() throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(
            folder,
            events(
                completed(RESULT),
                "data: " + EditAnswers.error("server_error", "", "no") + "\n\n"))) {
      RecordingCall call = openAi.newCall();

      openAi.failure(streamed(2), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void threePreviewsAndThenTheImage() throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(
            folder,
            events(preview(0, DRAFT), preview(1, SECOND), preview(2, DRAFT), completed(RESULT)))) {
      RecordingCall call = openAi.newCall();

      ProviderResponse response = openAi.fuse(streamed(1), call);

      assertThat(call.files())
          .containsExactlyInAnyOrder(
              call.file(0).getFileName().toString(), "preview-0-0", "preview-0-1", "preview-0-2");
      assertThat(call.file(0).resolveSibling("preview-0-1")).hasBinaryContent(SECOND);
      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(response.usage()).containsEntry("total_tokens", 100L);
    }
  }

  private FusionException failed(Answer answer, ProviderRequest request, Delivery delivery)
      throws IOException {
    try (OpenAiFixture openAi = new OpenAiFixture(folder, answer)) {
      FusionException failure = openAi.failure(request, openAi.newCall());

      assertThat(failure.delivery()).isEqualTo(delivery);
      assertThat(openAi.server.calls()).hasSize(1);
      return failure;
    }
  }
}
