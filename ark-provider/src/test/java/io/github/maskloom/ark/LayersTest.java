package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image taken apart is a base and as many layers as its model makes. */
class LayersTest {
  private static final byte[] LAYER = TestImages.png(7);

  @TempDir private Path folder;

  @AutoClose private final ArkFixture ark = new ArkFixture(() -> folder);

  @ParameterizedTest
  @CsvSource({
    "doubao-seedream-5-0-pro-260628, 17",
    "doubao-seedream-5-0-flash-260915, 17",
    "doubao-seedream-5-5-261028, 100",
    "ep-20261001-abcde, 100"
  })
  void roomIsTakenForAndImagesAreTakenOfAllThatMayCome(String model, int most) throws IOException {
    List<Integer> rooms = new ArrayList<>();
    try (ArkFixture ark =
        new ArkFixture(() -> folder)
            .with(config -> config.withModel(model))
            .with(
                http ->
                    http.withImageRate(
                        images -> {
                          rooms.add(images);
                          return Optional.empty();
                        }))) {
      ark.server().answer(Answer.json(linked(ark.host.picture(LAYER, "image/png"), 120)));
      RecordingCall call = ark.fused(request(ArkOptions.NONE.withLayerDecomposition(true)));

      assertThat(call.files()).hasSize(most);
      assertThat(call.left()).hasSize(120 - most);
      assertThat(call.failures()).isEmpty();
    }

    assertThat(rooms).containsExactly(most);
  }

  @Test
  void aLimitBelowTheLayersLetsThemOutByThemselves() throws IOException {
    ark.with(config -> config.withModel("doubao-seedream-5-5-261028"))
        .with(http -> http.withImagesPerMinute(50));
    ark.server().answer(Answer.json(linked(ark.host.picture(LAYER, "image/png"), 2)));
    RecordingCall call = ark.fused(request(ArkOptions.NONE.withLayerDecomposition(true)));

    assertThat(call.files()).hasSize(2);
  }

  /** Fonts and colors of text stand beside a layer, and are passed over. */
  @Test
  void aHundredLayersComeInsideOneAnswer() throws IOException {
    ImagesJson json = ImagesJson.of("seedream-5-5");
    for (int i = 0; i < 100; i++) {
      json.item(
          ("{\"b64_json\":\"%s\",\"z_index\":%d,\"name\":\"text\",\"bounding_box\":"
                  + "{\"absolute\":[0,0,9,9]},\"text\":{\"font\":\"Song\",\"color\":[1,2,3]}}")
              .formatted(ImagesJson.encode(LAYER), i));
    }
    ark.server().answer(Answer.json(json.usage(100, 9).toString()));
    ark.with(config -> config.withModel("seedream-5-5-261028"));
    RecordingCall call = ark.newCall();

    ark.fuse(
        request(ArkOptions.NONE.withLayerDecomposition(true).withResponseFormat("b64_json")), call);

    assertThat(call.files()).hasSize(100);
    assertThat(call.bytes(99)).isEqualTo(LAYER);
  }

  /** The longest links that are followed. */
  private static String linked(String link, int count) {
    ImagesJson json = ImagesJson.of("seedream");
    String padding = "x".repeat((8 << 10) - link.length() - 1);
    for (int i = 0; i < count; i++) {
      json.url(link + "#" + padding, "1x1");
    }
    return json.usage(count, 9).toString();
  }

  private static ProviderRequest request(ArkOptions options) {
    return new TestRequest(options)
        .photo(TestRequest.image("image/jpeg", 1000, 800, TestRequest.PHOTO.length))
        .mask()
        .prompt("")
        .size(OutputSize.named("auto"))
        .build();
  }
}
