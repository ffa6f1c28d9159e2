package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestChecksTest {
  private static final String V5_5 = "doubao-seedream-5-5-261028";
  private static final String PRO = "doubao-seedream-5-0-pro-260628";
  private static final String LITE = "doubao-seedream-5-0-lite-260128";
  private static final String V4_5 = "doubao-seedream-4-5-251128";
  private static final ProviderInput.Link LINK = new ProviderInput.Link(URI.create("https://h/a"));

  private ProviderInput.Image scene = picture("image/png", 2000, 1500, 1_000_000);
  private ArkOptions options = ArkOptions.NONE;
  private OutputSize size = OutputSize.UNSET;
  private String prompt = "a sofa";
  private int references = 1;
  private int count = 1;

  @Test
  void letsAnOrdinaryRequestPass() {
    passes(V4_5);
    passes(PRO);
    passes(LITE);
    passes(V5_5);
  }

  @Test
  void countsTheSceneAmongTheImages() {
    references = 13;
    passes(V4_5);
    references = 14;
    refuses(V4_5, "14 references");
    references = 10;
    refuses(PRO, "10 references");
  }

  @Test
  void countsWhatGoesInAndComesOut() {
    references = 4;
    count = 10;
    passes(V4_5);
    count = 11;
    refuses(V4_5, "5 images go in and 11 come out");
  }

  @Test
  void refusesImagesBeyondTheirLimits() {
    scene = picture("image/png", 2000, 1500, 30_000_001);
    refuses(V4_5, "30000001 bytes");
    scene = picture("image/png", 6001, 6000, 1000);
    refuses(V4_5, "36006000 pixels");
    scene = picture("image/png", 14, 100, 1000);
    refuses(V4_5, "14x100");
    scene = picture("image/png", 1700, 100, 1000);
    refuses(V4_5, "1700x100");
    scene = picture("image/x-own", 1700, 1000, 1000);
    refuses(V4_5, "image/x-own");
  }

  @Test
  void refusesSizesThatTheModelDoesNotMake() {
    size = OutputSize.named("1K");
    refuses(V4_5, "1K");
    size = OutputSize.of(1500, 1500);
    refuses(V4_5, "1500x1500");
    size = OutputSize.of(3750, 1250);
    passes(V4_5);
  }

  @Test
  void refusesFieldsThatTheModelDoesNotKnow() {
    options = ArkOptions.NONE.withOutputFormat("png");
    refuses(V4_5, "output_format");
    options = ArkOptions.NONE.withStream(true);
    refuses(PRO, "stream");
    options = ArkOptions.NONE.withWebSearch(true);
    refuses(V4_5, "tools");
    options = ArkOptions.NONE.withOptimizePromptMode("fast");
    refuses(LITE, "optimize_prompt_options.mode: fast, but only standard (Seedream 5.0 lite)");
    options = ArkOptions.NONE.withSeed(1);
    refuses(LITE, "seed");
  }

  @Test
  void refusesNumbersOutOfTheirRange() {
    options = ArkOptions.NONE.withMaxImages(0);
    refuses(V4_5, "max_images: 0, but only 1 to 15");
    references = 0;
    options = ArkOptions.NONE.withGuidanceScale(10.5);
    refuses("seededit-3-0-i2i-250628", "guidance_scale: 10.5, but only 1 to 10");
  }

  @Test
  void holdsTheRulesOfLayersAndBackgrounds() {
    references = 0;
    options = ArkOptions.NONE.withLayerDecomposition(true);
    prompt = "";
    passes(PRO);
    scene = picture("image/png", 500, 500, 1000);
    refuses(PRO, "250000 pixels");
    scene = picture("image/jpeg", 1000, 1000, 1000);
    options = ArkOptions.NONE.withBackground("transparent");
    prompt = "a sofa";
    refuses(PRO, "JPEG");
    scene = picture("image/png", 1000, 1000, 1000);
    passes(PRO);
    options = options.withOutputFormat("jpeg");
    refuses(PRO, "output_format");
  }

  @Test
  void holdsOtherRulesOfBackgroundsForAModelThatMakesThem() {
    options = ArkOptions.NONE.withBackground("auto");
    passes(V5_5);
    refuses(PRO, "background: auto, but only transparent, opaque");
    refuses(V4_5, "background is not supported");
    scene = picture("image/jpeg", 1000, 1000, 1000);
    references = 9;
    options = ArkOptions.NONE.withBackground("transparent");
    passes(V5_5);
    options = options.withOutputFormat("jpeg");
    refuses(V5_5, "output_format");
    options = ArkOptions.NONE.withBackground("opaque").withLayerDecomposition(true);
    references = 0;
    refuses(V5_5, "background is not supported (Seedream 5.5 with layer_decomposition true)");
  }

  @Test
  void takesImagesApartThatAreNoHeic() {
    references = 0;
    options = ArkOptions.NONE.withLayerDecomposition(true);
    for (String model : List.of(PRO, V5_5)) {
      for (String type : List.of("png", "jpeg", "webp", "bmp", "tiff", "gif")) {
        scene = picture("image/" + type, 1000, 1000, 1000);
        passes(model);
      }
      scene = picture("image/heic", 1000, 1000, 1000);
      refuses(model, "image/heic");
    }
    scene = picture("image/png", 1000, 1000, 1000);
    refuses(V4_5, "layer_decomposition is not supported");
  }

  @Test
  void wantsAPrompt() {
    prompt = " ";
    refuses(V4_5, "no prompt");
  }

  @Test
  void letsEverythingPassToAModelThatIsNotKnown() {
    scene = picture("image/x-own", 1, 100_000, Long.MAX_VALUE);
    references = 40;
    count = 90;
    size = OutputSize.named("64K");
    options = ArkOptions.NONE.withSeed(-7).withWebSearch(true).withLayerDecomposition(true);
    passes("ep-20261001-abcde");
  }

  private void passes(String model) {
    assertThatCode(() -> check(model)).doesNotThrowAnyException();
  }

  /** Also makes sure that the checks can be turned off. */
  private void refuses(String model, String rule) {
    assertThatThrownBy(() -> check(model))
        .isInstanceOfSatisfying(
            FusionRequestException.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.delivery())
                    .isEqualTo(Delivery.NOT_SENT))
        .hasMessageContaining(rule);
    assertThatCode(() -> check(ArkProvider.config().withModel(model).withChecks(false)))
        .doesNotThrowAnyException();
  }

  private void check(String model) {
    check(ArkProvider.config().withModel(model));
  }

  private void check(HttpConfig config) {
    ProviderRequest request =
        new ProviderRequest(
            scene,
            Optional.empty(),
            Collections.nCopies(references, (ProviderInput) LINK),
            prompt,
            size,
            count,
            RequestOptions.of(List.of(options)));
    new ArkProvider().capabilities(config, request.options()).check(ArkProvider.ID, request);
    new ArkRequest(config, request);
  }

  private static ProviderInput.Image picture(String type, int width, int height, long bytes) {
    return new ProviderInput.Image(ImageSource.of(new byte[0]), type, width, height, bytes);
  }
}
