package io.github.maskloom.examples.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import javax.imageio.ImageIO;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class RemoteSketchProviderTest {
  private static final String KEY = "key-that-nobody-may-see";
  private static final String WISH = "the armchair of my grandmother";

  @Test
  void sendsPhotoMaskAndWordsAndRestoresWhatWasNotPainted() throws Exception {
    try (MockWebServer server = server("{\"data\":[{\"b64_json\":\"" + image() + "\"}]}");
        FusionClient client = open(server);
        FusionResult result = client.fuse(request())) {
      BufferedImage made = ImageIO.read(result.image().file().toFile());
      RecordedRequest call = server.takeRequest();

      assertThat(call.getTarget()).isEqualTo("/v1/draw");
      assertThat(call.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
      assertThat(call.getHeaders().get("Content-Length")).isNotNull();
      assertThat(Objects.requireNonNull(call.getBody()).utf8())
          .startsWith("{\"photo\":\"data:image/png;base64,")
          .contains(",\"mask\":\"data:image/png;base64,")
          .endsWith(",\"words\":\"" + WISH + "\",\"count\":1}");
      assertThat(made.getRGB(60, 40)).as("not painted").isEqualTo(0xFF000000);
    }
  }

  @Test
  void takesAnImageBehindALinkThatHoldsIt() throws IOException {
    String link = "{\"data\":[{\"url\":\"data:image/png;base64," + image() + "\"}]}";
    try (MockWebServer server = server(link);
        FusionClient client = open(server);
        FusionResult result = client.fuse(request())) {
      assertThat(result.image().isPresent()).isTrue();
    }
  }

  private static MockWebServer server(String answer) throws IOException {
    MockWebServer server = new MockWebServer();
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .body(answer)
            .build());
    server.start();
    return server;
  }

  private static String image() throws IOException {
    return Base64.getEncoder().encodeToString(png(Color.RED));
  }

  private static FusionClient open(MockWebServer server) throws IOException {
    return FusionClient.open(
        FusionConfig.builder()
            .provider(
                RemoteSketchProvider.config()
                    .withBaseUrl(server.url("/v1").uri())
                    .withApiKey(KEY)
                    .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO)))
            .build());
  }

  private static FusionRequest request() throws IOException {
    return FusionRequest.builder(ImageSource.of(png(Color.BLACK)))
        .mask(ImageSource.of(png(Color.WHITE)), MaskConvention.WHITE_EDITS)
        .prompt(WISH)
        .build();
  }

  /** A black image whose left is of a color. */
  private static byte[] png(Color left) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(left);
    graphics.fillRect(0, 0, 20, 48);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
