package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.AT_ONCE;
import static io.github.maskloom.ark.ArkFixture.KEY;
import static io.github.maskloom.ark.ArkFixture.PROMPT;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.ark.ArkOptions.ResponseFormat;
import io.github.maskloom.testing.server.JsonServer;
import io.github.maskloom.testing.server.ImagesJson;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several images of a model that makes one at a time. */
class SeveralArkCallsTest {
  private static final byte[] SCENE = TestImages.jpeg(5);
  private static final Answer MADE =
      Answer.json(ImagesJson.of("pro").base64(RESULT, "1x1").usage(1, 100).toString());

  @TempDir Path folder;
  private final List<FusionRecord> records = new ArrayList<>();
  private final List<Integer> rooms = new ArrayList<>();

  @Test
  void eachIsARequestForOneImageThatTakesItsTurn() throws IOException {
    try (JsonServer server = new JsonServer(MADE);
        FusionClient client = client(server);
        FusionResult result = client.fuse(request().severalCalls(true).build())) {
      assertThat(result.images()).hasSize(3).allMatch(FusedImage::isPresent);
      assertThat(server.calls()).hasSize(3);
      assertThat(server.calls())
          .allSatisfy(
              call ->
                  assertThat(call.json())
                      .containsOnlyKeys("model", "prompt", "image", "response_format"));
      assertThat(server.calls())
          .extracting(call -> call.header("X-Client-Request-Id").orElseThrow())
          .doesNotHaveDuplicates();
    }

    assertThat(rooms).containsExactly(1, 1, 1);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).calls()).isEqualTo(3);
    assertThat(records.get(0).usage()).containsEntry("generated_images", 3L);
    assertThat(records.get(0).clientRequestIds()).hasSize(3);
  }

  @Test
  void theyAreRefusedUnlessTheRequestAllowsThem() throws IOException {
    try (JsonServer server = new JsonServer(MADE);
        FusionClient client = client(server)) {
      assertThatThrownBy(() -> client.fuse(request().build()))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("at most 1 are made in one call");
      assertThat(server.calls()).isEmpty();
    }
  }

  /** By itself it would be safe to send the last one again; but not all of them. */
  @Test
  void aLaterOneThatFailsLeavesWhatCameAndIsNotSentAgain() throws IOException {
    Answer refused =
        Answer.json(ImagesJson.of("pro").refused("ContentSecurityDetectionError", "no").toString());
    try (JsonServer server = new JsonServer(MADE, refused);
        FusionClient client = client(server);
        FusionResult result = client.fuse(request().severalCalls(true).build())) {
      FusionException why = result.cutShort().orElseThrow();

      assertThat(why).isInstanceOf(FusionServiceException.class);
      assertThat(why.getCause())
          .isInstanceOfSatisfying(
              FusionServiceException.class,
              last -> assertThat(last.delivery()).isEqualTo(Delivery.REJECTED));
      assertThat(why.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(why.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
      assertThat(result.images()).filteredOn(FusedImage::isPresent).hasSize(1);
      assertThat(server.calls()).hasSize(2);
    }
  }

  private FusionClient client(JsonServer server) throws IOException {
    HttpConfig ark =
        ArkProvider.config()
            .withApiKey(KEY)
            .withBaseUrl(server.baseUrl())
            .withRetries(AT_ONCE)
            .withImageRate(
                images -> {
                  rooms.add(images);
                  return Optional.empty();
                });
    return FusionClient.open(
        new ArkProvider(),
        FusionConfig.builder().tempFolder(folder).provider(ark).journal(records::add).build());
  }

  private static FusionRequest.Builder request() {
    return FusionRequest.builder(ImageSource.of(SCENE))
        .prompt(PROMPT)
        .count(3)
        .options(ArkOptions.NONE.withResponseFormat(ResponseFormat.B64_JSON));
  }
}
