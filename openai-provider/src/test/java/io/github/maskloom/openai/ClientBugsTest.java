package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.MASK;
import static io.github.maskloom.openai.OpenAiFixture.REFERENCE;
import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.SCENE;
import static io.github.maskloom.openai.OpenAiFixture.picture;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.openai.OpenAiOptions.Moderation;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.openai.EditCall;
import io.github.maskloom.testing.openai.SentPart;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What other clients and gateways do wrong, in the order of section 11 of the wire facts, and this
 * one does not. What a mask means to readers of alpha and of gray is in {@link MaskAgreementTest},
 * and base64 of any length in {@link EditAnswersTest}.
 */
class ClientBugsTest {
  private static final Answer IMAGE = EditAnswers.strictly(Answer.json(EditAnswers.images(RESULT)));
  private static final OpenAiOptions STREAMED = OpenAiOptions.NONE.withStream(true);

  @TempDir Path folder;

  @Test
  void everyFileHasANameAndAMediaType() throws IOException {
    List<ProviderInput> many = new ArrayList<>(Collections.nCopies(15, picture(REFERENCE)));
    try (OpenAiFixture openAi = new OpenAiFixture(folder, IMAGE)) {
      EditCall call = openAi.sent(request(OutputSize.UNSET, 1, OpenAiOptions.NONE, many));

      assertThat(call.parts().stream().filter(SentPart::isFile))
          .hasSize(17)
          .allSatisfy(
              file -> {
                assertThat(file.fileName()).endsWith(".png");
                assertThat(file.mediaType()).isEqualTo("image/png");
              });
    }
  }

  @Test
  void aMaskIsNeverDropped() throws IOException {
    ProviderInput link = new ProviderInput.Link(URI.create("https://shop.example/sofa.png"));
    for (List<ProviderInput> references :
        List.<List<ProviderInput>>of(List.of(), List.of(picture(REFERENCE)), List.of(link))) {
      for (OpenAiOptions options : List.of(OpenAiOptions.NONE, STREAMED)) {
        masked(new OpenAiFixture(folder(), IMAGE), references, options);
      }
    }
    masked(OpenAiFixture.sdServer(folder(), IMAGE), List.of(), OpenAiOptions.NONE);
  }

  private void masked(OpenAiFixture fixture, List<ProviderInput> references, OpenAiOptions options)
      throws IOException {
    try (OpenAiFixture openAi = fixture) {
      EditCall call = openAi.sent(request(OutputSize.UNSET, 1, options, references));

      if (call.json().isEmpty()) {
        assertThat(call.files("mask")).hasSize(1);
        assertThat(call.files("mask").get(0).bytes()).isEqualTo(MASK);
      } else {
        assertThat(call.json())
            .contains(
                "\"mask\":{\"image_url\":\"data:image/png;base64,"
                    + EditAnswers.base64(MASK)
                    + "\"}");
      }
    }
  }

  /** Four megabytes are the limit of masks, not of images. */
  @Test
  void imagesOfMoreThanFourMegabytesAreSent() throws IOException {
    byte[] large = TestImages.largeJpeg(49_999_999, 1);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, IMAGE)) {
      EditCall call = openAi.sent(unmasked(picture(large)));

      assertThat(call.images().get(0).length()).isEqualTo(49_999_999);
    }
    try (OpenAiFixture openAi = new OpenAiFixture(folder(), IMAGE)) {
      FusionException failure = openAi.failure(unmasked(image(50_000_000)));

      assertThat(failure).hasMessageContaining("50000000 bytes, at most 49999999");
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    }
  }

  private static ProviderInput.Image image(long bytes) {
    return new ProviderInput.Image(ImageSource.of(SCENE), "image/png", 64, 48, bytes);
  }

  private static ProviderRequest unmasked(ProviderInput.Image scene) {
    return new ProviderRequest(
        scene, Optional.empty(), List.of(), "a sofa", OutputSize.UNSET, 1, RequestOptions.NONE);
  }

  @Test
  void moderationIsKeptOnEdits() throws IOException {
    OpenAiOptions options = OpenAiOptions.NONE.withModeration(Moderation.LOW);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, IMAGE)) {
      assertThat(openAi.sent(request(options)).fields()).containsEntry("moderation", "low");
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
  void aSizeIsNeverDropped(String model, String asked, String sent) throws IOException {
    sizeIsKept(model, asked == null ? OutputSize.UNSET : OutputSize.named(asked), sent);
  }

  @Test
  void aSizeInPixelsIsNeverDropped() throws IOException {
    sizeIsKept("gpt-image-2", OutputSize.of(1600, 1200), "1600x1200");
  }

  private void sizeIsKept(String model, OutputSize size, String sent) throws IOException {
    OpenAiOptions options = OpenAiOptions.NONE.withModel(model);
    try (OpenAiFixture openAi = new OpenAiFixture(folder, IMAGE)) {
      EditCall call = openAi.sent(request(size, 1, options, List.of()));

      assertThat(call.fields()).containsEntry("size", sent);
    }
  }

  /** What an attempt sends can be sent again, byte for byte, and its length is known before. */
  @Test
  void anUploadCanBeRepeated() throws IOException {
    Answer busy = Answer.tooMany("rate_limit_exceeded", "0");
    try (OpenAiFixture openAi = new OpenAiFixture(folder, busy, busy, IMAGE)) {
      openAi.fuse(request(OpenAiOptions.NONE), openAi.newCall());

      assertThat(openAi.server.calls())
          .hasSize(3)
          .allSatisfy(
              call -> {
                assertThat(call.header("Transfer-Encoding")).isEmpty();
                assertThat(call.header("Content-Length")).isPresent();
                assertThat(contents(call)).isEqualTo(contents(openAi.server.calls().get(0)));
              });
    }
  }

  private static List<String> contents(EditCall call) {
    return call.parts().stream().map(part -> part + " " + Arrays.hashCode(part.bytes())).toList();
  }

  @Test
  void anErrorBehindTheBlanksOfAGatewayIsFound() throws IOException {
    String padded = " ".repeat(60_000) + EditAnswers.error("", "insufficient_quota", "no");
    try (OpenAiFixture openAi = new OpenAiFixture(folder, Answer.json(padded))) {
      FusionException failure = openAi.failure(request(OpenAiOptions.NONE));

      assertThat(failure.failure().code()).contains("insufficient_quota");
      assertThat(failure).isInstanceOf(FusionQuotaException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    }
  }

  private Path folder() throws IOException {
    return Files.createTempDirectory(folder, "call");
  }
}
