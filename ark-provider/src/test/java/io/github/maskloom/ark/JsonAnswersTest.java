package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.linkRequest;
import static io.github.maskloom.ark.ArkFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.ArkOptions.ResponseFormat;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.ark.server.SentImage;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers at HTTP 200 that are one JSON object: the first row of the reference's checklist. */
class JsonAnswersTest {
  @TempDir Path folder;

  @Test
  void singleUrl() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      String link = ark.host.picture(RESULT, "image/jpeg");
      ark.server.answer(
          Answer.json(ImagesJson.of(MODEL).url(link, "2048x2048").usage(1, 16384).toString()));
      RecordingCall call = ark.newCall();

      ProviderResponse response = ark.fuse(linkRequest(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(response.model()).contains(MODEL);
      assertThat(response.usage()).containsEntry("generated_images", 1L);
      assertThat(response.serverRequestIds()).containsExactly(Answer.SERVER_REQUEST_ID);
      assertThat(response.clientRequestIds())
          .containsExactly(ark.server.call().header("X-Client-Request-Id").orElseThrow());
    }
  }

  @Test
  void singleBase64() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).base64(RESULT, "2048x2048").usage(1, 16384);
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ProviderResponse response = ark.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.files()).containsExactly("image-0");
      assertThat(response.usage())
          .isEqualTo(
              Map.of("generated_images", 1L, "output_tokens", 16384L, "total_tokens", 16384L));
    }
  }

  @Test
  void asksForWhatTheRequestSays() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).base64(RESULT, "2048x2048");
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      ark.fuse(
          request(
              ArkOptions.builder()
                  .responseFormat(ResponseFormat.B64_JSON)
                  .watermark(false)
                  .build()),
          ark.newCall());

      assertThat(ark.server.call().json())
          .containsEntry("model", MODEL)
          .containsEntry("prompt", ArkFixture.PROMPT)
          .containsEntry("size", "2K")
          .containsEntry("response_format", "b64_json")
          .containsEntry("watermark", false)
          .hasSize(6);
      assertThat(ark.server.call().images())
          .containsExactly(
              SentImage.of("image/jpeg", ArkFixture.SCENE),
              SentImage.of("image/png", ArkFixture.REFERENCE));
      assertThat(ark.server.call().header("Authorization")).hasValue("Bearer " + ArkFixture.KEY);
      assertThat(ark.server.call().header("Content-Type").orElseThrow())
          .startsWith("application/json");
    }
  }

  @Test
  void groupWithOneFailedItem() throws IOException {
    byte[] third = TestImages.png(7);
    ImagesJson json =
        ImagesJson.of(MODEL)
            .base64(RESULT, "2048x2048")
            .failed("OutputImageSensitiveContentDetected", "may contain sensitive information")
            .base64(third, "2048x2048")
            .usage(2, 32768);
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ProviderResponse response =
          ark.fuse(
              request(3, ArkOptions.builder().responseFormat(ResponseFormat.B64_JSON).build()),
              call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.bytes(2)).isEqualTo(third);
      assertThat(call.failures()).containsOnlyKeys(1);
      assertThat(call.failure(1)).isInstanceOf(FusionContentException.class);
      assertThat(call.failure(1).failure().code()).contains("OutputImageSensitiveContentDetected");
      assertThat(response.usage()).containsEntry("generated_images", 2L);
    }
  }

  @Test
  void groupWithAnInternalErrorKeepsWhatIsBilled() throws IOException {
    ImagesJson json =
        ImagesJson.of(MODEL)
            .base64(RESULT, "2048x2048")
            .failed("InternalServiceError", "internal error")
            .usage(1, 16384);
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ark.fuse(
          request(3, ArkOptions.builder().responseFormat(ResponseFormat.B64_JSON).build()), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.failure(1)).isInstanceOf(FusionServiceException.class);
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void topLevelErrorAndEmptyData() throws IOException {
    ImagesJson json =
        ImagesJson.of(MODEL)
            .refused("OutputImageSensitiveContentDetected", "refused. Request id: 0217xyz");
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure).isInstanceOf(FusionContentException.class);
      assertThat(failure.failure().code()).contains("OutputImageSensitiveContentDetected");
      assertThat(failure.failure().httpStatus()).hasValue(200);
      assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
      assertThat(call.files()).isEmpty();
      assertThat(ark.server.calls()).hasSize(1);
    }
  }

  @Test
  void topLevelErrorWithoutData() throws IOException {
    String json = "{\"error\":{\"code\":\"InternalServiceError\",\"message\":\"internal error\"}}";
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(failure.failure().code()).contains("InternalServiceError");
    }
  }

  @Test
  void layerSplit() throws IOException {
    byte[] layer = TestImages.png(9);
    try (ArkFixture ark = new ArkFixture(folder)) {
      String base = ark.host.picture(RESULT, "image/jpeg");
      String link = ark.host.picture(layer, "image/png");
      ImagesJson json =
          ImagesJson.of("doubao-seedream-5-0-pro")
              .item("{\"url\":\"" + base + "\",\"size\":\"1024x1024\",\"z_index\":0}")
              .item(
                  "{\"url\":\"%s\",\"size\":\"400x300\",\"z_index\":1,\"name\":\"sofa\","
                          .formatted(link)
                      + "\"description\":\"a sofa\",\"output_format\":\"png\",\"bounding_box\":"
                      + "{\"absolute\":[10,20,410,320],\"normalized\":[9,19,400,312]}}");
      ark.server.answer(Answer.json(json.usage(2, 8192).toString()));
      RecordingCall call = ark.newCall();
      ark.fuse(layerRequest(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(call.bytes(1)).isEqualTo(layer);
      assertThat(ark.server.call().json()).containsEntry("layer_decomposition", true);
    }
  }

  @Test
  void toolsAndToolUsage() throws IOException {
    ImagesJson json =
        ImagesJson.of("doubao-seedream-5-0-lite")
            .base64(RESULT, "2048x2048")
            .member("tools", "[{\"type\":\"web_search\"}]")
            .member(
                "usage",
                "{\"input_images\":1,\"generated_images\":1,\"output_tokens\":16384,"
                    + "\"total_tokens\":16384,\"tool_usage\":{\"web_search\":3}}");
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ProviderResponse response =
          ark.fuse(
              request(
                  ArkOptions.builder()
                      .model("doubao-seedream-5-0-lite-260128")
                      .responseFormat(ResponseFormat.B64_JSON)
                      .webSearch(true)
                      .build()),
              call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(response.usage()).containsEntry("input_images", 1L).containsValue(3L);
      assertThat(ark.server.call().json())
          .containsEntry("tools", List.of(Map.of("type", "web_search")));
    }
  }

  @Test
  void unknownFields() throws IOException {
    ImagesJson json =
        ImagesJson.of(MODEL)
            .member("id", "\"x\"")
            .member("choices", "[{\"error\":{\"code\":\"no\"}},[[[]]],null,1.5e300,true]")
            .item(
                "{\"revised_prompt\":null,\"extra\":{\"b64_json\":\"!\",\"url\":1},\"b64_json\":\"%s\"}"
                    .formatted(Base64.getEncoder().encodeToString(RESULT)))
            .member(
                "usage", "{\"prompt_tokens\":5,\"generated_images\":1,\"details\":{\"a\":[1]}}");
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ProviderResponse response = ark.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
      assertThat(response.usage()).containsEntry("generated_images", 1L);
    }
  }

  @Test
  void missingUsage() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL).base64(RESULT, "2048x2048");
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      assertThat(ark.fuse(base64Request(), call).usage()).isEmpty();
      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void missingSize() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      String link = ark.host.picture(RESULT, "image/jpeg");
      ark.server.answer(Answer.json("{\"data\":[{\"url\":\"" + link + "\"}]}"));
      RecordingCall call = ark.newCall();

      ark.fuse(linkRequest(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void nullsInThePlaceOfWhatIsMissing() throws IOException {
    ImagesJson json =
        ImagesJson.of(MODEL)
            .item(
                "{\"url\":null,\"b64_json\":\"%s\",\"size\":null,\"error\":null}"
                    .formatted(Base64.getEncoder().encodeToString(RESULT)))
            .member("usage", "null")
            .member("tools", "null")
            .member("error", "null");
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.bytes(0)).isEqualTo(RESULT);
    }
  }

  @Test
  void noImageAndNoError() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(ImagesJson.of(MODEL).toString()))) {
      FusionException failure = ark.failure(base64Request());

      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    }
  }

  @Test
  void anImageThatIsNoPicture() throws IOException {
    byte[] text = "this is no image at all, whatever it says".getBytes(UTF_8);
    ImagesJson json = ImagesJson.of(MODEL).base64(text, "2048x2048").usage(1, 16384);
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.pictureFailure(base64Request(), call);

      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!!", "/9j/!", "/9j/4", "/9j/=AAA", "/9 j/"})
  void anImageThatIsNotBase64(String text) throws IOException {
    String json = "{\"data\":[{\"b64_json\":\"" + text + "\"}]}";
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json))) {
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(base64Request(), call);

      assertThat(failure).isInstanceOf(FusionServiceException.class);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(call.files()).isEmpty();
    }
  }

  private static ProviderRequest layerRequest() {
    ArkOptions options =
        ArkOptions.builder()
            .model("doubao-seedream-5-0-pro-260628")
            .layerDecomposition(true)
            .build();
    return new ProviderRequest(
        new ProviderInput.Image(
            ImageSource.of(ArkFixture.SCENE), "image/jpeg", 1024, 768, ArkFixture.SCENE.length),
        Optional.empty(),
        List.of(),
        "",
        OutputSize.UNSET,
        1,
        RequestOptions.of(List.of(options)));
  }
}
