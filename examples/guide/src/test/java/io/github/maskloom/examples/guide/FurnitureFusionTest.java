package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.http.settings.HttpConfig;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
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
  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
    save(picture(BufferedImage.TYPE_INT_RGB, Color.WHITE), "room.png");
    save(picture(BufferedImage.TYPE_INT_RGB, Color.RED), "sofa.png");
    save(picture(BufferedImage.TYPE_INT_ARGB, new Color(0, 120, 255, 128)), "mask.png");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAsTheOriginalDidAndKeepsWhatWasNotPainted() throws Exception {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(picture(BufferedImage.TYPE_INT_RGB, Color.GREEN), "jpg", jpeg);
    server.enqueue(
        json(
            "{\"data\":[{\"url\":\"%s\",\"size\":\"40x40\"}],\"usage\":{\"generated_images\":1}}"
                .formatted(server.url("/made.jpeg"))));
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(jpeg.toByteArray())).build());

    try (FurnitureFusion fusion = fusion()) {
      fusion.fuse(file("room.png"), file("mask.png"), file("sofa.png"), file("result.png"));
    }

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/api/v3/images/generations");
    assertThat(Objects.requireNonNull(request.getBody()).utf8())
        .contains("doubao-seedream-5-0-pro-260628", "\"size\":\"2K\"", "\"watermark\":false")
        .contains("data:image/jpeg;base64,", "data:image/png;base64,");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    BufferedImage result = ImageIO.read(file("result.png").toFile());
    ImageIO.write(result, "png", Path.of("target", "furnished.png").toFile());
    assertThat(result.getRGB(35, 35)).isEqualTo(0xFF000000);
    assertThat(result.getRGB(2, 2) >> 8 & 0xFF).isGreaterThan(200);
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
      assertThatThrownBy(
              () ->
                  fusion.fuse(
                      file("room.png"), file("mask.png"), file("sofa.png"), file("result.png")))
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
      assertThatThrownBy(
              () ->
                  fusion.fuse(
                      file("room.png"), file("mask.png"), file("sofa.png"), file("no/result.png")))
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

  /** A black image whose left upper quarter has a color. */
  private static BufferedImage picture(int type, Color color) {
    BufferedImage picture = new BufferedImage(40, 40, type);
    Graphics2D canvas = picture.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(0, 0, 20, 20);
    canvas.dispose();
    return picture;
  }

  private void save(BufferedImage picture, String name) throws IOException {
    ImageIO.write(picture, "png", file(name).toFile());
  }
}
