package io.github.maskloom.examples.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RemoteSketchProviderTest {
  private static final String KEY = "key-that-nobody-may-see";
  private static final String WISH = "the armchair of my grandmother";
  private static final String IMAGE = Base64.getEncoder().encodeToString(TestImages.png(2));
  private static final Answer DRAWN = Answer.json("{\"data\":[{\"b64_json\":\"" + IMAGE + "\"}]}");

  @Test
  void sendsPhotoMaskAndWordsAndRestoresWhatWasNotPainted() throws IOException {
    try (DrawingServer server = new DrawingServer(DRAWN);
        FusionClient client = open(server);
        FusionResult result = client.fuse(request())) {
      BufferedImage made = ImageIO.read(result.image().file().toFile());
      DrawingServer.Call call = server.call();

      assertThat(call.header("Authorization")).contains("Bearer " + KEY);
      assertThat(call.header("Content-Length")).isPresent();
      assertThat(call.json())
          .startsWith("{\"photo\":\"data:image/png;base64,")
          .contains(",\"mask\":\"data:image/png;base64,")
          .endsWith(",\"words\":\"" + WISH + "\",\"count\":1}");
      assertThat(made.getRGB(60, 40)).as("not painted").isEqualTo(0xFF000000);
    }
  }

  @Test
  void takesAnImageBehindALinkThatHoldsIt() throws IOException {
    Answer linked = Answer.json("{\"data\":[{\"url\":\"data:image/png;base64," + IMAGE + "\"}]}");
    try (DrawingServer server = new DrawingServer(linked);
        FusionClient client = open(server);
        FusionResult result = client.fuse(request())) {
      assertThat(result.image().isPresent()).isTrue();
    }
  }

  @Test
  void sendsAgainWhatTheServiceRefusedForCertain() throws IOException {
    Answer busy = Answer.error(503, "pencils_out", "come back later");
    try (DrawingServer server = new DrawingServer(busy, DRAWN);
        FusionClient client = open(server)) {
      client.fuse(request()).discard();

      assertThat(server.calls()).hasSize(2);
    }
  }

  @Test
  void sendsNothingTwiceThatMayHaveBeenDrawn() throws IOException {
    FusionException failure = failure(Answer.htmlPage(502));

    assertThat(failure).isInstanceOf(FusionServiceException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void quotesNeitherKeyNorWords() throws IOException {
    FusionException failure = failure(Answer.error(400, "improper", KEY + " says " + WISH));

    assertThat(failure).isInstanceOf(FusionContentException.class);
    assertThat(failure.toString()).doesNotContain(KEY).doesNotContain("grandmother");
  }

  private static FusionException failure(Answer answer) throws IOException {
    try (DrawingServer server = new DrawingServer(answer);
        FusionClient client = open(server)) {
      FusionException failure =
          catchThrowableOfType(FusionException.class, () -> client.fuse(request()));
      assertThat(server.calls()).hasSize(1);
      return failure;
    }
  }

  private static FusionClient open(DrawingServer server) throws IOException {
    return FusionClient.open(
        FusionConfig.builder()
            .provider(
                RemoteSketchProvider.config()
                    .withBaseUrl(server.baseUrl())
                    .withApiKey(KEY)
                    .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO)))
            .build());
  }

  private static FusionRequest request() throws IOException {
    return FusionRequest.builder(png(Color.BLACK))
        .mask(png(Color.WHITE), MaskConvention.WHITE_EDITS)
        .prompt(WISH)
        .build();
  }

  /** A black image whose left is of a color. */
  private static ImageSource png(Color left) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(left);
    graphics.fillRect(0, 0, 20, 48);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return ImageSource.of(bytes.toByteArray());
  }
}
