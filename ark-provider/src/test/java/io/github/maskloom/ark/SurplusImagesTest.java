package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static io.github.maskloom.ark.ArkFixture.base64Request;
import static io.github.maskloom.ark.ArkFixture.linkRequest;
import static io.github.maskloom.ark.ArkFixture.request;
import static io.github.maskloom.ark.ArkFixture.streamRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ark.ArkOptions.Sequential;
import io.github.maskloom.ark.server.EventStream;
import io.github.maskloom.ark.server.ImagesJson;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No more images are taken than were asked for, or than the model may choose to make. */
class SurplusImagesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "15, 15"})
  void asManyLinksAreFetchedAsWereAskedFor(int count, int fetched) throws IOException {
    fetches(request(count, ArkOptions.NONE), fetched);
  }

  @Test
  void aGroupMayHaveTheModelsMost() throws IOException {
    fetches(request(ArkOptions.builder().sequentialImageGeneration(Sequential.AUTO).build()), 15);
    fetches(
        request(
            ArkOptions.builder().sequentialImageGeneration(Sequential.AUTO).maxImages(4).build()),
        4);
  }

  /** What an extra asks for is not known here: at most what the largest request may have. */
  @Test
  void anExtraMayAskForLayers() throws IOException {
    fetches(request(ArkOptions.builder().extra("layer_decomposition", true).build()), 100);
  }

  private void fetches(ProviderRequest request, int fetched) throws IOException {
    Path own = Files.createTempDirectory(folder, "ark");
    try (ArkFixture ark = new ArkFixture(own).with(config -> config.withChecks(false))) {
      ImagesJson json = ImagesJson.of(MODEL);
      String link = ark.host.picture(RESULT, "image/jpeg");
      for (int i = 0; i < 256; i++) {
        json.url(link, "1x1");
      }
      ark.server.answer(Answer.json(json.usage(256, 9).toString()));
      RecordingCall call = ark.newCall();

      ark.fuse(request, call);

      assertThat(ark.host.fetches()).hasSize(fetched);
      assertThat(call.files()).hasSize(fetched);
      assertThat(call.failures()).isEmpty();
      assertThat(call.left()).hasSize(256 - fetched).containsOnly(Optional.of(link));
    }
  }

  @Test
  void deadLinksAreNotReplacedByFurtherOnes() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      String good = ark.host.picture(RESULT, "image/jpeg");
      ImagesJson json = ImagesJson.of(MODEL).url(ark.host.expired(), "1x1").url(good, "1x1");
      ark.server.answer(Answer.json(json.toString()));
      RecordingCall call = ark.newCall();

      FusionException failure = ark.failure(linkRequest(), call);

      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(ark.host.fetches()).hasSize(1);
      assertThat(call.left()).containsExactly(Optional.of(good));
    }
  }

  @Test
  void refusedImagesAreReplacedByFurtherOnes() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      String good = ark.host.picture(RESULT, "image/jpeg");
      ImagesJson json = ImagesJson.of(MODEL).failed("Unheard", "no").url(good, "1x1");
      ark.server.answer(Answer.json(json.toString()));
      RecordingCall call = ark.newCall();

      ark.fuse(linkRequest(), call);

      assertThat(call.bytes(1)).isEqualTo(RESULT);
      assertThat(call.left()).isEmpty();
    }
  }

  @Test
  void base64BeyondIsLeftWithoutALink() throws IOException {
    ImagesJson json = ImagesJson.of(MODEL);
    for (int i = 0; i < 5; i++) {
      json.base64(RESULT, "1x1");
    }
    try (ArkFixture ark = new ArkFixture(folder, Answer.json(json.toString()))) {
      RecordingCall call = ark.newCall();

      ark.fuse(base64Request(), call);

      assertThat(call.files()).containsExactly("image-0");
      assertThat(call.left())
          .containsExactly(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  @Test
  void eventsBeyondAreLeft() throws IOException {
    try (ArkFixture ark = new ArkFixture(folder)) {
      String link = ark.host.picture(RESULT, "image/jpeg");
      EventStream events =
          EventStream.of(MODEL)
              .base64(0, RESULT, "1x1")
              .url(1, link, "1x1")
              .base64(2, RESULT, "1x1")
              .url(0, link, "1x1")
              .url(Integer.MAX_VALUE, link, "1x1")
              .completed(5, 9);
      ark.server.answer(Answer.events(events.toString()));
      RecordingCall call = ark.newCall();

      ark.fuse(streamRequest(1), call);

      assertThat(call.files()).containsExactly("image-0");
      assertThat(ark.host.fetches()).isEmpty();
      assertThat(call.left())
          .containsExactly(
              Optional.of(link), Optional.empty(), Optional.of(link), Optional.of(link));
    }
  }

  /** The index comes last, so the image waits in a temporary file until it is known. */
  @Test
  void eventsWhoseIndexComesLastAreLeftToo() throws IOException {
    String picture =
        "data:"
            + " {\"b64_json\":\"%s\",\"image_index\":%d,\"type\":\"image_generation.partial_succeeded\"}\n\n";
    String base64 = Base64.getEncoder().encodeToString(RESULT);
    EventStream events =
        EventStream.of(MODEL)
            .raw(picture.formatted(base64, 0))
            .raw(picture.formatted(base64, 1))
            .completed(2, 9);
    try (ArkFixture ark = new ArkFixture(folder, Answer.events(events.toString()))) {
      RecordingCall call = ark.newCall();

      ark.fuse(streamRequest(1), call);

      assertThat(call.files()).containsExactly("image-0");
      assertThat(call.left()).containsExactly(Optional.empty());
    }
  }

  @Test
  void previewsAreNoImages() throws IOException {
    EventStream events =
        EventStream.of(MODEL)
            .typed("image_generation.partial_image", "\"b64_json\":\"AAAA\"")
            .base64(0, RESULT, "1x1")
            .completed(1, 9);
    try (ArkFixture ark = new ArkFixture(folder, Answer.events(events.toString()))) {
      RecordingCall call = ark.newCall();

      assertThat(ark.fuse(streamRequest(1), call).usage())
          .isEqualTo(Map.of("generated_images", 1L, "output_tokens", 9L, "total_tokens", 9L));
      assertThat(call.left()).isEqualTo(List.of());
    }
  }
}
