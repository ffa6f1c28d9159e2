package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.http.settings.HttpConfig;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FurnitureFusionTest {
  private static final Path DEMO =
      Path.of("../cli/src/main/resources/io/github/maskloom/examples/cli/demo");
  private static final Path ROOM = DEMO.resolve("room.jpg");
  private static final Path MASK = DEMO.resolve("mask.png");
  private static final Path SOFA = DEMO.resolve("sofa.png");

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAsTheOriginalDidAndKeepsWhatWasNotPainted() throws Exception {
    server.enqueue(
        json(
            "{\"data\":[{\"url\":\"%s\",\"size\":\"1600x1067\"}],\"usage\":{\"generated_images\":1}}"
                .formatted(server.url("/made.jpeg"))));
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(furnished())).build());

    try (FurnitureFusion fusion = fusion()) {
      fusion.fuse(ROOM, MASK, SOFA, file("result.jpg"));
    }

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/api/v3/images/generations");
    assertThat(Objects.requireNonNull(request.getBody()).utf8())
        .contains("doubao-seedream-5-0-pro-260628", "\"size\":\"2K\"", "\"watermark\":false")
        .contains("data:image/jpeg;base64,", "data:image/png;base64,");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    BufferedImage made = ImageIO.read(file("result.jpg").toFile());
    ImageIO.write(made, "png", Path.of("target", "furnished.png").toFile());
    assertThat(made.getRGB(200, 900)).isEqualTo(ImageIO.read(ROOM.toFile()).getRGB(200, 900));
    Color seat = new Color(made.getRGB(850, 660));
    assertThat(seat.getBlue() - seat.getRed()).as("the sofa is teal").isGreaterThan(20);
    assertThat(Files.readString(file("journal.jsonl")))
        .contains("\"generated_images\":1", "\"outcome\":\"SUCCEEDED\"");
  }

  @Test
  void tellsWhatModerationRefused() throws Exception {
    server.enqueue(
        json("{\"error\":{\"code\":\"InputImageSensitiveContentDetected\",\"message\":\"no\","
                + "\"param\":\"\",\"type\":\"\"}}")
            .newBuilder()
            .code(400)
            .build());

    try (FurnitureFusion fusion = fusion()) {
      assertThatThrownBy(() -> fusion.fuse(ROOM, MASK, SOFA, file("result.png")))
          .isInstanceOf(FusionContentException.class)
          .extracting(e -> ((FusionContentException) e).delivery())
          .isEqualTo(Delivery.REJECTED);
    }
    assertThat(file("result.png")).doesNotExist();
  }

  @Test
  void asksForNothingIfTheResultHasNoPlace() throws Exception {
    server.enqueue(json("{\"data\":[]}"));

    try (FurnitureFusion fusion = fusion()) {
      assertThatThrownBy(() -> fusion.fuse(ROOM, MASK, SOFA, file("no/result.png")))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("no/result.png");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  private FurnitureFusion fusion() throws IOException {
    HttpConfig ark =
        ArkProvider.config()
            .withApiKey("a-key-for-tests")
            .withBaseUrl(URI.create(server.url("/api/v3").toString()));
    return new FurnitureFusion(ark, file("journal.jsonl"));
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** What a model answers. */
  private static byte[] furnished() throws IOException {
    FusionRequest request =
        FusionRequest.builder(ROOM).mask(MASK).reference(SOFA).wholeAnswer().build();
    try (FusionClient client = FusionClient.local();
        FusionResult result = client.fuse(request)) {
      return Files.readAllBytes(result.image().file());
    }
  }
}
