package io.github.maskloom.openai;

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
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.SentPart;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void sendsLinkedReferencesAsJson() throws IOException {
    URI link = URI.create("https://shop.example/sofa.png?sig=abc");
    openAi.server().answer(IMAGE);
    EditCall call =
        openAi.sent(
            OpenAiFixture.edit(OpenAiOptions.NONE)
                .references(new ProviderInput.Link(link), picture(REFERENCE))
                .build());

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
      FusionException failure =
          sd.failure(OpenAiFixture.edit(OpenAiOptions.NONE).mask().prompt(mean).build());
      assertThat(failure).hasMessageContaining("sd_cpp_extra_args");
      assertThat(sd.server().calls()).isEmpty();
    }
  }

  @Test
  void wordsStayWithinTheirPart() throws IOException {
    String breaking = "\"\r\n\r\n--\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n9\r\n";
    OpenAiOptions options =
        OpenAiOptions.NONE.withSafetyIdentifier(breaking).withField("a" + breaking, "b");
    openAi
        .server()
        .answer(Answer.json("{\"data\":[{\"b64_json\":\"" + ImagesJson.encode(RESULT) + "\"}]}"));
    EditCall call =
        openAi.sent(OpenAiFixture.edit(options).mask().prompt("a sofa" + breaking).build());

    assertThat(call.parts()).hasSize(6);
    assertThat(call.fields())
        .containsEntry("prompt", "a sofa" + breaking)
        .containsEntry("safety_identifier", breaking)
        .doesNotContainKey("n");
  }
}
