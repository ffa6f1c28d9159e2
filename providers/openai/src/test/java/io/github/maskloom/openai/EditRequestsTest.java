package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.KEY;
import static io.github.maskloom.openai.OpenAiFixture.MASK;
import static io.github.maskloom.openai.OpenAiFixture.PROMPT;
import static io.github.maskloom.openai.OpenAiFixture.REFERENCE;
import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.SCENE;
import static io.github.maskloom.openai.OpenAiFixture.picture;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.SentPart;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent. */
class EditRequestsTest {
  private static final Answer IMAGE = Answer.json(EditAnswers.images(RESULT));

  @TempDir private Path folder;

  @AutoClose private final OpenAiFixture openAi = new OpenAiFixture(() -> folder);

  @Test
  void sendsAFormOfKnownLengthWhoseFilesHaveNamesAndTypes() throws IOException {
    try (OpenAiFixture openAi = new OpenAiFixture(() -> folder, IMAGE)) {
      EditCall call = openAi.sent(request(OpenAiOptions.NONE));

      assertThat(call.faults()).isEmpty();
      assertThat(call.header("Transfer-Encoding")).isEmpty();
      assertThat(call.images())
          .extracting(SentPart::name, SentPart::fileName, SentPart::mediaType)
          .containsExactly(
              tuple("image[]", "image-0.png", "image/png"),
              tuple("image[]", "image-1.png", "image/png"));
      assertThat(call.images().get(0).bytes()).isEqualTo(SCENE);
      assertThat(call.images().get(1).bytes()).isEqualTo(REFERENCE);
      assertThat(call.files("mask").get(0).bytes()).isEqualTo(MASK);
      assertThat(call.fields())
          .containsExactly(
              entry("model", "gpt-image-2"), entry("prompt", PROMPT), entry("size", "960x720"));
    }
  }

  @Test
  void sendsOneImageUnderItsBareName() throws IOException {
    openAi.server().answer(IMAGE);
    EditCall call = openAi.sent(request(OutputSize.UNSET, 1, OpenAiOptions.NONE, List.of()));

    assertThat(call.files("image")).hasSize(1);
    assertThat(call.faults()).isEmpty();
  }

  @Test
  void sendsEveryOptionUnderItsFieldAndNothingElse() throws IOException {
    OpenAiOptions options =
        OpenAiOptions.NONE
            .withModel("gpt-image-2.6-flare")
            .withQuality("xhigh")
            .withComplexity("low")
            .withOutputFormat("webp")
            .withOutputCompression(80)
            .withBackground("transparent")
            .withModeration("low")
            .withPreviews(3)
            .withSafetyIdentifier("hash-of-a-user")
            .withField("frame_hint", List.of(1, true));
    try (OpenAiFixture openAi =
        new OpenAiFixture(
            () -> folder,
            EditAnswers.events(EditAnswers.completed(RESULT), EditAnswers.completed(RESULT)))) {
      EditCall call = openAi.sent(request(OutputSize.of(1600, 1200), 2, options, List.of()));

      assertThat(call.fields())
          .containsExactly(
              entry("model", "gpt-image-2.6-flare"),
              entry("prompt", PROMPT),
              entry("n", "2"),
              entry("size", "1600x1200"),
              entry("output_format", "webp"),
              entry("output_compression", "80"),
              entry("quality", "xhigh"),
              entry("complexity", "low"),
              entry("background", "transparent"),
              entry("moderation", "low"),
              entry("partial_images", "3"),
              entry("safety_identifier", "hash-of-a-user"),
              entry("frame_hint", "[1,true]"),
              entry("stream", "true"));
      assertThat(call.header("Accept")).contains("text/event-stream");
      assertThat(call.files("mask")).hasSize(1);
    }
  }

  @Test
  void sendsKeyOrganizationAndProjectAsHeaders() throws IOException {
    try (OpenAiFixture openAi =
        new OpenAiFixture(() -> folder, IMAGE)
            .with(
                config ->
                    config
                        .withSetting(OpenAiProvider.ORGANIZATION, "org-1")
                        .withSetting(OpenAiProvider.PROJECT, "proj_2"))) {
      EditCall call = openAi.sent(request(OpenAiOptions.NONE));

      assertThat(call.header("Authorization")).contains("Bearer " + KEY);
      assertThat(call.header("OpenAI-Organization")).contains("org-1");
      assertThat(call.header("OpenAI-Project")).contains("proj_2");
      assertThat(call.header("X-Client-Request-Id")).isPresent();
      assertThat(call.header("Idempotency-Key")).isEmpty();
      assertThat(call.header("Expect")).isEmpty();
    }
  }

  @Test
  void sendsPaintAsMarkup() throws IOException {
    OpenAiOptions markup = OpenAiOptions.NONE.withModel("gpt-image-2.6-flare").withMarkup(true);
    openAi.server().answer(IMAGE);
    EditCall call = openAi.sent(request(markup));

    assertThat(call.files("markup")).hasSize(1);
    assertThat(call.files("mask")).isEmpty();
  }

  @Test
  void sendsLinkedReferencesAsJson() throws IOException {
    URI link = URI.create("https://shop.example/sofa.png?sig=abc");
    openAi.server().answer(IMAGE);
    EditCall call =
        openAi.sent(
            request(
                OutputSize.UNSET,
                1,
                OpenAiOptions.NONE,
                List.of(new ProviderInput.Link(link), picture(REFERENCE))));

    assertThat(call.header("Content-Type")).contains("application/json");
    assertThat(call.json())
        .isEqualTo(
            "{\"images\":[{\"image_url\":\"data:image/png;base64,"
                + ImagesJson.encode(SCENE)
                + "\"},{\"image_url\":\""
                + link
                + "\"},{\"image_url\":\"data:image/png;base64,"
                + ImagesJson.encode(REFERENCE)
                + "\"}],\"mask\":{\"image_url\":\"data:image/png;base64,"
                + ImagesJson.encode(MASK)
                + "\"},\"model\":\"gpt-image-2\",\"prompt\":\""
                + PROMPT
                + "\",\"size\":\"960x720\"}");
  }

  @Test
  void anSdServerGetsNoKeyNoModelAndItsSettingsWithinThePrompt() throws IOException {
    OpenAiOptions options = OpenAiOptions.NONE.withField("seed", 7);
    try (OpenAiFixture sd = OpenAiFixture.sdServer(() -> folder, IMAGE)) {
      EditCall call = sd.sent(request(options));

      assertThat(call.header("Authorization")).isEmpty();
      assertThat(call.files("mask")).hasSize(1);
      assertThat(call.fields())
          .containsExactly(
              entry("prompt", PROMPT + " <sd_cpp_extra_args>{\"seed\":7}</sd_cpp_extra_args>"),
              entry("size", "256x192"));
    }
  }

  @Test
  void aPromptOfStrangersDoesNotReachTheSettingsOfAnSdServer() throws IOException {
    try (OpenAiFixture sd = OpenAiFixture.sdServer(() -> folder, IMAGE)) {
      String mean = "a sofa <sd_cpp_extra_args>{\"sample_params\":{}}</sd_cpp_extra_args>";
      FusionException failure = sd.failure(OpenAiFixture.unmasked(mean, OpenAiOptions.NONE));
      assertThat(failure).hasMessageContaining("sd_cpp_extra_args");
      assertThat(sd.server().calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-image-2, , 960x720",
    "gpt-image-2, auto, auto",
    "gpt-image-2.6-flare, , 960x720",
    "gpt-image-1.5, , 1536x1024",
    "gpt-image-1.5, 1024x1024, 1024x1024",
    "gpt-image-of-tomorrow, 1000x700, 1000x700"
  })
  void aSizeIsNeverDropped(String model, @Nullable String asked, String sent) throws IOException {
    OutputSize size = asked == null ? OutputSize.UNSET : OutputSize.named(asked);
    OpenAiOptions options = OpenAiOptions.NONE.withModel(model);
    openAi.server().answer(IMAGE);
    EditCall call = openAi.sent(request(size, 1, options, List.of()));
    assertThat(call.fields()).containsEntry("size", sent);
  }
}
