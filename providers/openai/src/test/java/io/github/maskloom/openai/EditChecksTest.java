package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.TestRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before anything is sent, by field. */
class EditChecksTest {
  private static final OpenAiOptions NONE = OpenAiOptions.NONE;
  private static final OpenAiOptions JPEG = NONE.withOutputFormat("jpeg");

  private static void check(HttpConfig config, TestRequest request) {
    ProviderRequest made = request.build();
    new OpenAiProvider().capabilities(config, made.options()).check(OpenAiProvider.ID, made);
    new EditRequest(config, made);
  }

  private static Image png(int width, long bytes) {
    return TestRequest.image("image/png", width, 48, bytes);
  }

  static Stream<Arguments> refused() {
    String size = "the mask does not have the photo's size";
    return Stream.of(
        Arguments.of(edit(NONE.withQuality("max")), "quality"),
        Arguments.of(edit(NONE.withInputFidelity("high")), "input_fidelity"),
        Arguments.of(edit(NONE.withComplexity("low")), "complexity"),
        Arguments.of(edit(NONE.withMarkup(true)), "markup"),
        Arguments.of(edit(NONE.withOutputFormat("gif")), "output_format"),
        Arguments.of(edit(NONE.withOutputCompression(50)), "output_compression"),
        Arguments.of(edit(JPEG.withBackground("transparent")), "background"),
        Arguments.of(
            edit(NONE.withBackground("red")),
            "background: red, but only auto, transparent, opaque"),
        Arguments.of(edit(NONE.withPreviews(4)), "partial_images"),
        Arguments.of(edit(NONE.withFrames(3, 100)), "frame_count"),
        Arguments.of(edit(NONE.withSafetyIdentifier("x".repeat(129))), "safety_identifier"),
        Arguments.of(edit(NONE).size(OutputSize.of(1001, 1000)), "the size 1001x1000"),
        Arguments.of(edit(NONE).photo(png(64, 100)).mask(png(63, 100)), size),
        Arguments.of(edit(NONE).mask(png(64, 4_000_000)), "the mask has 4000000 bytes, at most 3"),
        Arguments.of(
            edit(NONE).photo(png(64, 50_000_000)), "the photo has 50000000 bytes, at most"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void namesWhatTheServiceWouldRefuse(TestRequest request, String why) {
    assertThatThrownBy(() -> check(OpenAiProvider.config(), request))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageStartingWith(why);
    assertThatCode(() -> check(OpenAiProvider.config().withChecks(false), request))
        .doesNotThrowAnyException();
  }

  @Test
  void takesImagesAtTheirLimitsAndFramesOfAGif() {
    OpenAiOptions newest = NONE.withModel("gpt-image-2.6-flare");
    TestRequest frames = edit(newest.withOutputFormat("gif").withFrames(4, 120)).mask();
    assertThatCode(() -> check(OpenAiProvider.config(), frames)).doesNotThrowAnyException();
    TestRequest largest = edit(NONE).photo(png(64, 49_999_999)).mask(png(64, 3_999_999));
    assertThatCode(() -> check(OpenAiProvider.config(), largest)).doesNotThrowAnyException();
  }

  static Stream<Arguments> refusedByAnSdServer() {
    return Stream.of(
        Arguments.of(NONE.withBackground("transparent"), "background"),
        Arguments.of(NONE.withModeration("low"), "moderation"),
        Arguments.of(NONE.withSafetyIdentifier("hash"), "safety_identifier"));
  }

  @ParameterizedTest
  @MethodSource("refusedByAnSdServer")
  void refusesWhatAnSdServerWouldNotBeSent(OpenAiOptions options, String field) {
    HttpConfig own = OpenAiProvider.config(OpenAiDialect.SD_SERVER);
    assertThatThrownBy(() -> check(own, edit(options)))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageStartingWith(field + " is not supported (sd-server)");
    assertThatCode(() -> check(own, edit(NONE))).doesNotThrowAnyException();
  }

  @Test
  void theDefaultModelIsKnownAndNotRetired() {
    assertThat(OpenAiModels.KNOWN.find(OpenAiProvider.DEFAULT_MODEL)).isPresent();
    assertThat(OpenAiModels.KNOWN.retirement(OpenAiProvider.DEFAULT_MODEL)).isEmpty();
    assertThat(OpenAiModels.KNOWN.retirement("gpt-image-1")).isPresent();
  }
}
