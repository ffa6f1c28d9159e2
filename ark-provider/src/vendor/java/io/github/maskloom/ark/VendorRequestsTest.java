package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.KEY;
import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.PROMPT;
import static io.github.maskloom.ark.ArkFixture.REFERENCE;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.SCENE;
import static io.github.maskloom.ark.ArkFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.volcengine.ark.runtime.model.images.generation.GenerateImagesRequest;
import com.volcengine.ark.runtime.model.images.generation.GenerateImagesRequest.ContentGenerationTool;
import com.volcengine.ark.runtime.model.images.generation.GenerateImagesRequest.OptimizePromptOptions;
import com.volcengine.ark.runtime.model.images.generation.GenerateImagesRequest.SequentialImageGenerationOptions;
import com.volcengine.ark.runtime.service.ArkService;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.EventsJson;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input makes the same request as the vendor's own client, field for field. */
class VendorRequestsTest {
  private static final String SCENE_URL = dataUrl("image/jpeg", SCENE);
  private static final String REFERENCE_URL = dataUrl("image/png", REFERENCE);
  private static final ProviderInput REFERENCE_PICTURE = picture(REFERENCE, "image/png");
  private static final String LINK = "https://example.org/sofa.png?size=2";
  private static final Answer PICTURE =
      Answer.json(ImagesJson.of(MODEL).base64(RESULT, "2048x2048").usage(1, 16384).toString());

  @TempDir Path folder;

  @Test
  void sceneAlone() throws IOException {
    sameRequest(
        vendor().image(List.of(SCENE_URL)).responseFormat("b64_json"),
        ours(OutputSize.UNSET, 1, ArkOptions.NONE.withResponseFormat("b64_json")));
  }

  @Test
  void sceneAndReferenceAsBase64InANamedSizeWithoutWatermark() throws IOException {
    sameRequest(
        vendor()
            .image(List.of(SCENE_URL, REFERENCE_URL))
            .size("2K")
            .responseFormat("b64_json")
            .watermark(false),
        ours(
            OutputSize.named("2K"),
            1,
            ArkOptions.NONE.withResponseFormat("b64_json").withWatermark(false),
            REFERENCE_PICTURE));
  }

  @Test
  void sceneAndLinkedReferenceAsUrlInPixels() throws IOException {
    sameRequest(
        vendor()
            .image(List.of(SCENE_URL, LINK))
            .size("2304x1728")
            .responseFormat("url")
            .watermark(true),
        ours(
            OutputSize.of(2304, 1728),
            1,
            ArkOptions.NONE.withResponseFormat("url").withWatermark(true),
            new ProviderInput.Link(URI.create(LINK))));
  }

  @Test
  void group() throws IOException {
    SequentialImageGenerationOptions options = new SequentialImageGenerationOptions();
    options.setMaxImages(3);
    sameRequest(
        vendor()
            .image(List.of(SCENE_URL, REFERENCE_URL))
            .responseFormat("b64_json")
            .sequentialImageGeneration("auto")
            .sequentialImageGenerationOptions(options),
        ours(
            OutputSize.UNSET,
            3,
            ArkOptions.NONE
                .withResponseFormat("b64_json")
                .withSequentialImageGeneration("auto")
                .withMaxImages(3),
            REFERENCE_PICTURE));
  }

  @Test
  void everythingThatTheLiteModelTakes() throws IOException {
    ContentGenerationTool webSearch = new ContentGenerationTool();
    webSearch.setType("web_search");
    OptimizePromptOptions optimize = new OptimizePromptOptions();
    optimize.setMode("standard");
    sameRequest(
        vendor()
            .model("doubao-seedream-5-0-260128")
            .image(List.of(SCENE_URL, REFERENCE_URL))
            .size("3K")
            .responseFormat("b64_json")
            .outputFormat("png")
            .watermark(false)
            .optimizePromptOptions(optimize)
            .tools(List.of(webSearch)),
        ours(
            OutputSize.named("3K"),
            1,
            ArkOptions.NONE
                .withModel("doubao-seedream-5-0-260128")
                .withResponseFormat("b64_json")
                .withOutputFormat("png")
                .withWatermark(false)
                .withOptimizePromptMode("standard")
                .withWebSearch(true),
            REFERENCE_PICTURE));
  }

  @Test
  void seedAndGuidance() throws IOException {
    sameRequest(
        vendor()
            .model("doubao-seededit-3-0-i2i-250628")
            .image(List.of(SCENE_URL))
            .size("adaptive")
            .responseFormat("b64_json")
            .seed(42)
            .guidanceScale(5.5),
        ours(
            OutputSize.named("adaptive"),
            1,
            ArkOptions.NONE
                .withModel("doubao-seededit-3-0-i2i-250628")
                .withResponseFormat("b64_json")
                .withSeed(42)
                .withGuidanceScale(5.5)));
  }

  @Test
  void stream() throws IOException {
    EventsJson events = EventsJson.of(MODEL).base64(0, RESULT, "1x1").completed(1, 1).done();
    Answer answer = Answer.events(events.toString());
    GenerateImagesRequest request =
        vendor().image(List.of(SCENE_URL, REFERENCE_URL)).responseFormat("b64_json").stream(true)
            .build();
    try (JsonServer server = new JsonServer(answer)) {
      ArkService service = service(server);
      service.streamGenerateImages(request).blockingForEach(event -> {});
      service.shutdownExecutor();

      assertThat(
              ourCall(
                      answer,
                      ours(
                          OutputSize.UNSET,
                          1,
                          ArkOptions.NONE
                              .withResponseFormat("b64_json")
                              .withStream(true),
                          REFERENCE_PICTURE))
                  .json())
          .isEqualTo(server.call().json());
    }
  }

  private void sameRequest(GenerateImagesRequest.Builder theirs, ProviderRequest ours)
      throws IOException {
    try (JsonServer server = new JsonServer(PICTURE)) {
      ArkService service = service(server);
      assertThat(service.generateImages(theirs.build()).getData()).hasSize(1);
      service.shutdownExecutor();

      JsonServer.Call our = ourCall(PICTURE, ours);

      assertThat(our.json()).isEqualTo(server.call().json());
      assertThat(our.method()).isEqualTo(server.call().method());
      assertThat(our.path()).isEqualTo(server.call().path());
      assertThat(our.header("Authorization")).isEqualTo(server.call().header("Authorization"));
      assertThat(our.header("Transfer-Encoding"))
          .isEqualTo(server.call().header("Transfer-Encoding"));
    }
  }

  private JsonServer.Call ourCall(Answer answer, ProviderRequest request) throws IOException {
    try (ArkFixture ark = new ArkFixture(() -> folder, answer)) {
      ark.fuse(request, ark.newCall());
      return ark.server().call();
    }
  }

  private static ArkService service(JsonServer server) {
    return ArkService.builder().apiKey(KEY).baseUrl(server.baseUrl().toString()).build();
  }

  private static GenerateImagesRequest.Builder vendor() {
    return GenerateImagesRequest.builder().model(MODEL).prompt(PROMPT);
  }

  private static ProviderRequest ours(
      OutputSize size, int count, ArkOptions options, ProviderInput... references) {
    return new ProviderRequest(
        picture(SCENE, "image/jpeg"),
        Optional.empty(),
        new ArrayList<>(Arrays.asList(references)),
        PROMPT,
        size,
        count,
        RequestOptions.of(List.of(options)));
  }

  private static String dataUrl(String mediaType, byte[] picture) {
    return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(picture);
  }
}
