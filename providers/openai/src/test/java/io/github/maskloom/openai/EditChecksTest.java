package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.MASK;
import static io.github.maskloom.openai.OpenAiFixture.SCENE;
import static io.github.maskloom.openai.OpenAiFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is sent, by field. */
class EditChecksTest {
  private static void check(HttpConfig config, ProviderRequest request) {
    new OpenAiProvider().capabilities(config, request.options()).check(OpenAiProvider.ID, request);
    new EditRequest(config, request);
  }

  private static final HttpConfig CONFIG = OpenAiProvider.config().withApiKey("sk");

  private static OpenAiOptions options() {
    return OpenAiOptions.NONE;
  }

  private static Map<String, OpenAiOptions> refused() {
    return Map.of(
        "quality", options().withQuality("max"),
        "input_fidelity", options().withInputFidelity("high"),
        "complexity", options().withComplexity("low"),
        "markup", options().withMarkup(true),
        "output_format", options().withOutputFormat("gif"),
        "output_compression", options().withOutputCompression(50),
        "background", options().withOutputFormat("jpeg").withBackground("transparent"),
        "partial_images", options().withPreviews(4),
        "frame_count", options().withFrames(3, 100),
        "safety_identifier", options().withSafetyIdentifier("x".repeat(129)));
  }

  @Test
  void refusesAWordForABackgroundThatTheModelDoesNotKnow() {
    assertThatThrownBy(() -> check(CONFIG, request(options().withBackground("red"))))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageStartingWith("background: red, but only auto, transparent, opaque");
  }

  @Test
  void namesTheFieldThatTheServiceWouldRefuse() {
    refused()
        .forEach(
            (field, options) ->
                assertThatThrownBy(() -> check(CONFIG, request(options)))
                    .isInstanceOf(FusionRequestException.class)
                    .hasMessageStartingWith(field));
  }

  @Test
  void refusesNothingOnceChecksAreOff() {
    HttpConfig off = OpenAiProvider.config().withApiKey("sk").withChecks(false);

    refused()
        .values()
        .forEach(
            options ->
                assertThatCode(() -> check(off, request(options))).doesNotThrowAnyException());
  }

  @Test
  void refusesWhatAnSdServerWouldNotBeSent() {
    HttpConfig own = OpenAiProvider.config(OpenAiDialect.SD_SERVER);

    Map.of(
            "background", options().withBackground("transparent"),
            "moderation", options().withModeration("low"),
            "safety_identifier", options().withSafetyIdentifier("hash"))
        .forEach(
            (field, options) ->
                assertThatThrownBy(() -> check(own, request(options)))
                    .isInstanceOf(FusionRequestException.class)
                    .hasMessageStartingWith(field + " is not supported (sd-server)"));
    assertThatCode(() -> check(own, request(OpenAiOptions.NONE))).doesNotThrowAnyException();
  }

  @Test
  void refusesASizeOffTheGrid() {
    assertThatThrownBy(
            () ->
                check(CONFIG, request(OutputSize.of(1001, 1000), 1, OpenAiOptions.NONE, List.of())))
        .hasMessageStartingWith("the size 1001x1000");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 63, 100, the mask does not have the photo's size",
    "100, 64, 4000000, '4000000 bytes, at most 3999999'",
    "50000000, 64, 100, '50000000 bytes, at most 49999999'",
    "49999999, 64, 3999999,"
  })
  void refusesAMaskOfAnotherSizeAndImagesOfTooManyBytes(
      long photoBytes, int maskWidth, long maskBytes, @Nullable String why) {
    ProviderRequest request =
        new ProviderRequest(
            new ProviderInput.Image(ImageSource.of(SCENE), "image/png", 64, 48, photoBytes),
            Optional.of(
                new ProviderInput.Image(
                    ImageSource.of(MASK), "image/png", maskWidth, 48, maskBytes)),
            List.of(),
            "a sofa",
            OutputSize.UNSET,
            1,
            RequestOptions.NONE);
    if (why == null) {
      assertThatCode(() -> check(CONFIG, request)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> check(CONFIG, request)).hasMessageContaining(why);
    }
  }

  @Test
  void theDefaultModelIsKnownAndNotRetired() {
    assertThat(OpenAiModels.KNOWN.find(OpenAiProvider.DEFAULT_MODEL)).isPresent();
    assertThat(OpenAiModels.KNOWN.retirement(OpenAiProvider.DEFAULT_MODEL)).isEmpty();
    assertThat(OpenAiModels.KNOWN.retirement("gpt-image-1")).isPresent();
  }
}
