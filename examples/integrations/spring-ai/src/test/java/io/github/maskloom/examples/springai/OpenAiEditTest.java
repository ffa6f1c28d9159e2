package io.github.maskloom.examples.springai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiProvider;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.Answer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;

/** Spring AI's prompt with a mask and a reference, sent to OpenAI and to an {@code sd-server}. */
class OpenAiEditTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void editsWhereTheMaskIsWhite(OpenAiDialect dialect) throws IOException {
    byte[] red = png(Color.RED, Color.RED);
    Answer answer = EditAnswers.strictly(Answer.json(EditAnswers.images(red, red)));
    ImageMessage message =
        new ImageMessage(
            "a red sofa",
            null,
            List.of(media("photo", png(Color.GRAY, Color.GRAY)), media("sofa", red)),
            Map.of());
    try (OpenAiServer server =
            dialect == OpenAiDialect.OPENAI
                ? new OpenAiServer(answer)
                : OpenAiServer.sdServer(answer);
        FusionClient client = open(dialect, server)) {
      ImageResponse response =
          new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder)
              .call(
                  new ImagePrompt(
                      message,
                      FusionImageOptions.of(ImageSource.of(png(Color.BLACK, Color.WHITE)))
                          .withN(2)));

      EditCall call = server.call();
      assertThat(call.images()).hasSize(2);
      assertThat(call.fields()).containsEntry("n", "2").containsEntry("prompt", "a red sofa");
      BufferedImage mask = EditCall.decoded(call.mask().orElseThrow());
      assertThat(mask.getRGB(100, 300) & 0xFF).as("white on the left").isEqualTo(255);
      assertThat(mask.getRGB(900, 300) & 0xFF).as("black on the right").isZero();
      assertThat(response.getResults()).hasSize(2);
      BufferedImage made = read(response, 1);
      assertThat(made.getRGB(100, 300)).isEqualTo(Color.RED.getRGB());
      assertThat(made.getRGB(900, 300)).isEqualTo(Color.GRAY.getRGB());
    }
  }

  private static FusionClient open(OpenAiDialect dialect, OpenAiServer server) throws IOException {
    HttpConfig config =
        OpenAiProvider.config(dialect).withApiKey("key").withBaseUrl(server.baseUrl());
    return FusionClient.open(FusionConfig.builder().provider(config).build());
  }

  private static Media media(String name, byte[] png) {
    return Media.builder().mimeType(Media.Format.IMAGE_PNG).name(name).data(png).build();
  }

  /** An image of one color whose left half has another. */
  private static byte[] png(Color right, Color left) throws IOException {
    BufferedImage image = new BufferedImage(1024, 640, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(right);
    graphics.fillRect(512, 0, 512, 640);
    graphics.setColor(left);
    graphics.fillRect(0, 0, 512, 640);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private static BufferedImage read(ImageResponse response, int index) throws IOException {
    String url = response.getResults().get(index).getOutput().getUrl();
    return ImageIO.read(Path.of(URI.create(url)).toFile());
  }
}
