package io.github.maskloom.ark;

import static io.github.maskloom.testing.internal.TestRequest.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.TestRequest;
import java.net.URI;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before anything is sent, by model. */
class RequestChecksTest {
  private static final String V5_5 = "doubao-seedream-5-5-261028";
  private static final String PRO = "doubao-seedream-5-0-pro-260628";
  private static final String LITE = "doubao-seedream-5-0-lite-260128";
  private static final String V4_5 = "doubao-seedream-4-5-251128";
  private static final ArkOptions NONE = ArkOptions.NONE;
  private static final ArkOptions LAYERS = NONE.withLayerDecomposition(true);
  private static final ArkOptions TRANSPARENT = NONE.withBackground("transparent");

  /** A photo, some references, and words. */
  private static TestRequest request(ArkOptions options, int references) {
    ProviderInput link = new ProviderInput.Link(URI.create("https://h/a"));
    return new TestRequest(options)
        .mask()
        .photo(image("image/png", 2000, 1500, 1_000_000))
        .references(Collections.nCopies(references, link).toArray(ProviderInput[]::new));
  }

  private static TestRequest photo(String type, int width, int height, long bytes) {
    return request(NONE, 1).photo(image(type, width, height, bytes));
  }

  private static TestRequest sized(OutputSize size) {
    return request(NONE, 1).size(size);
  }

  static Stream<Arguments> taken() {
    return Stream.of(
        Arguments.of(V4_5, request(NONE, 1)),
        Arguments.of(PRO, request(NONE, 1)),
        Arguments.of(LITE, request(NONE, 1)),
        Arguments.of(V5_5, request(NONE, 1)),
        Arguments.of(V4_5, request(NONE.withWatermark(false).withOptimizePrompt(true), 13)),
        Arguments.of(V4_5, request(NONE, 4).count(10)),
        Arguments.of(V4_5, sized(OutputSize.of(3750, 1250))),
        Arguments.of(PRO, request(LAYERS, 0).prompt("")),
        Arguments.of(PRO, request(TRANSPARENT, 0)),
        Arguments.of(V5_5, request(NONE.withBackground("auto"), 1)),
        Arguments.of(V5_5, request(TRANSPARENT, 9).photo(image("image/jpeg", 1000, 1000, 9))),
        Arguments.of(
            "ep-20261001-abcde",
            request(NONE.withSeed(-7).withWebSearch(true).withLayerDecomposition(true), 40)
                .photo(image("image/x-own", 1, 100_000, Long.MAX_VALUE))
                .size(OutputSize.named("64K"))
                .count(90)));
  }

  @ParameterizedTest
  @MethodSource("taken")
  void passes(String model, TestRequest request) {
    assertThatCode(() -> check(ArkProvider.config().withModel(model), request))
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(V4_5, request(NONE, 14), "14 references"),
        Arguments.of(PRO, request(NONE, 10), "10 references"),
        Arguments.of(V4_5, request(NONE, 4).count(11), "5 images go in and 11 come out"),
        Arguments.of(V4_5, photo("image/png", 2000, 1500, 30_000_001), "30000001 bytes"),
        Arguments.of(V4_5, photo("image/png", 6001, 6000, 1000), "36006000 pixels"),
        Arguments.of(V4_5, photo("image/png", 14, 100, 1000), "14x100"),
        Arguments.of(V4_5, photo("image/png", 1700, 100, 1000), "1700x100"),
        Arguments.of(V4_5, photo("image/x-own", 1700, 1000, 1000), "image/x-own"),
        Arguments.of(V4_5, sized(OutputSize.named("1K")), "1K"),
        Arguments.of(V4_5, sized(OutputSize.of(1500, 1500)), "1500x1500"),
        Arguments.of(V4_5, request(NONE.withOutputFormat("png"), 1), "output_format"),
        Arguments.of(PRO, request(NONE.withStream(true), 1), "stream"),
        Arguments.of(V4_5, request(NONE.withWebSearch(true), 1), "tools"),
        Arguments.of(
            LITE,
            request(NONE.withOptimizePromptMode("fast"), 1),
            "optimize_prompt_options.mode: fast, but only standard (Seedream 5.0 lite)"),
        Arguments.of(LITE, request(NONE.withSeed(1), 1), "seed"),
        Arguments.of(PRO, request(NONE.withOutputFormat("webp"), 1), "webp, but only jpeg, png"),
        Arguments.of(LITE, request(NONE.withOutputFormat("webp"), 1), "webp, but only jpeg, png"),
        Arguments.of(
            PRO, request(NONE.withResponseFormat("xml"), 1), "xml, but only url, b64_json"),
        Arguments.of(
            V4_5,
            request(NONE.withSequentialImageGeneration("some"), 1),
            "sequential_image_generation: some, but only auto, disabled"),
        Arguments.of(V4_5, request(NONE.withMaxImages(0), 1), "max_images: 0, but only 1 to 15"),
        Arguments.of(
            "seededit-3-0-i2i-250628",
            request(NONE.withGuidanceScale(10.5), 0),
            "guidance_scale: 10.5, but only 1 to 10"),
        Arguments.of(
            PRO, request(LAYERS, 0).photo(image("image/png", 500, 500, 9)), "250000 pixels"),
        Arguments.of(
            PRO, request(TRANSPARENT, 0).photo(image("image/jpeg", 1000, 1000, 9)), "JPEG"),
        Arguments.of(PRO, request(TRANSPARENT.withOutputFormat("jpeg"), 0), "output_format"),
        Arguments.of(V5_5, request(TRANSPARENT.withOutputFormat("jpeg"), 0), "output_format"),
        Arguments.of(
            PRO,
            request(NONE.withBackground("auto"), 1),
            "background: auto, but only transparent, opaque"),
        Arguments.of(V4_5, request(NONE.withBackground("auto"), 1), "background is not supported"),
        Arguments.of(
            V5_5,
            request(LAYERS.withBackground("opaque"), 0),
            "background is not supported (Seedream 5.5 with layer_decomposition true)"),
        Arguments.of(
            V5_5, request(LAYERS, 0).photo(image("image/heic", 1000, 1000, 9)), "image/heic"),
        Arguments.of(V4_5, request(LAYERS, 0), "layer_decomposition is not supported"),
        Arguments.of(V4_5, request(NONE, 1).prompt(" "), "no prompt"));
  }

  /** Also makes sure that the checks can be turned off. */
  @ParameterizedTest
  @MethodSource("refused")
  void refuses(String model, TestRequest request, String rule) {
    HttpConfig config = ArkProvider.config().withModel(model);
    assertThatThrownBy(() -> check(config, request))
        .isInstanceOfSatisfying(
            FusionRequestException.class,
            e -> assertThat(e.delivery()).isEqualTo(Delivery.NOT_SENT))
        .hasMessageContaining(rule);
    assertThatCode(() -> check(config.withChecks(false), request)).doesNotThrowAnyException();
  }

  private static void check(HttpConfig config, TestRequest request) {
    ProviderRequest made = request.build();
    new ArkProvider().capabilities(config, made.options()).check(ArkProvider.ID, made);
    new ArkRequest(config, made);
  }
}
