package io.github.maskloom.ark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationBodyTest {
  private static final String MODEL = "doubao-seedream-4-5-251128";
  private static final byte[] PNG = TestImages.png(1);
  private static final ProviderInput.Image SCENE = ArkFixture.picture(PNG, "image/png");
  private static final String SCENE_URL =
      "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG);

  @Test
  void leavesOutWhatWasNotAsked() throws IOException {
    assertThat(json(request(1, ArkOptions.NONE)))
        .isEqualTo(
            "{\"model\":\"doubao-seedream-4-5-251128\",\"prompt\":\"a \\\"sofa\\\"\",\"image\":[\""
                + SCENE_URL
                + "\",\"https://h/a.png?s=%2F\"]}");
  }

  @Test
  void sendsEveryOption() throws IOException {
    ArkOptions options =
        ArkOptions.NONE
            .withModel("ep-1")
            .withResponseFormat("b64_json")
            .withWatermark(false)
            .withOutputFormat("png")
            .withOptimizePromptMode("fast")
            .withStream(true)
            .withWebSearch(true)
            .withSeed(7)
            .withGuidanceScale(2.5)
            .withBackground("opaque")
            .withLayerDecomposition(false)
            .withField("user", Map.of("id", List.of(1, true)));

    assertThat(json(request(3, options)))
        .endsWith(
            "],\"response_format\":\"b64_json\",\"seed\":7,\"guidance_scale\":2.5,"
                + "\"watermark\":false,\"optimize_prompt_options\":{\"mode\":\"fast\"},"
                + "\"sequential_image_generation\":\"auto\","
                + "\"sequential_image_generation_options\":{\"max_images\":3},\"stream\":true,"
                + "\"tools\":[{\"type\":\"web_search\"}],\"output_format\":\"png\","
                + "\"background\":\"opaque\",\"layer_decomposition\":false,"
                + "\"user\":{\"id\":[1,true]}}");
  }

  @Test
  void isTheSameForEveryModelButForItsName() throws IOException {
    String expected = json(request(1, ArkOptions.NONE.withWatermark(false)));
    for (Model family : ArkModels.KNOWN.families()) {
      for (String id : family.ids()) {
        ArkOptions options = ArkOptions.NONE.withWatermark(false).withModel(id);

        assertThat(json(request(1, options))).isEqualTo(expected.replace(MODEL, id));
      }
    }
  }

  @Test
  void letsTheModelDecideOnABackground() throws IOException {
    ArkOptions options = ArkOptions.NONE.withBackground("auto");

    assertThat(json(request(1, options))).endsWith("],\"background\":\"auto\"}");
  }

  private static ProviderRequest request(int count, ArkOptions options) {
    return new ProviderRequest(
        SCENE,
        Optional.empty(),
        List.of(new ProviderInput.Link(URI.create("https://h/a.png?s=%2F"))),
        "a \"sofa\"",
        OutputSize.UNSET,
        count,
        RequestOptions.of(List.of(options)));
  }

  private static String json(ProviderRequest request) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    HttpConfig config = ArkProvider.config().withModel(MODEL).withChecks(false);
    for (BodyPart part : new ArkRequest(config, request).body()) {
      part.writeTo(written);
    }
    return written.toString(UTF_8);
  }
}
