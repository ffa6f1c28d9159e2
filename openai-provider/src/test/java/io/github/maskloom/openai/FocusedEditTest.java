package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.http.model.PixelSizes;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.openai.EditCall;
import io.github.maskloom.testing.openai.OpenAiServer;
import io.github.maskloom.testing.server.Answer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A focus chooses parts that fit the model's grid, and asks for answers of their own size. */
@Tag("slow")
class FocusedEditTest {
  @TempDir Path folder;

  @Test
  void aModelIsAskedForThePartsOwnSizeOnItsGrid() throws IOException {
    for (Rectangle paint : paints()) {
      BufferedImage scene = focused(OpenAiDialect.OPENAI, "gpt-image-2", paint);

      assertThat(grid("gpt-image-2").has(scene.getWidth(), scene.getHeight()))
          .as(scene.getWidth() + "x" + scene.getHeight())
          .isTrue();
    }
  }

  @Test
  void anSdServerIsAskedForThePartsOwnSizeOnItsGrid() throws IOException {
    for (Rectangle paint : paints()) {
      BufferedImage scene = focused(OpenAiDialect.SD_SERVER, "sd-cpp-local", paint);

      assertThat(grid("sd-cpp-local").has(scene.getWidth(), scene.getHeight()))
          .as(scene.getWidth() + "x" + scene.getHeight())
          .isTrue();
    }
  }

  /** A spot, a place at the edge, and a strip as long as the photo. */
  private static List<Rectangle> paints() {
    return List.of(
        new Rectangle(1400, 300, 90, 70),
        new Rectangle(4500, 1500, 501, 202),
        new Rectangle(5, 700, 4990, 301));
  }

  private static PixelSizes grid(String model) {
    return OpenAiModels.KNOWN.find(model).orElseThrow().sizes().pixels().orElseThrow();
  }

  /** The part that is sent, of a photo of 5001 x 1702. */
  private BufferedImage focused(OpenAiDialect dialect, String model, Rectangle paint)
      throws IOException {
    boolean openAi = dialect == OpenAiDialect.OPENAI;
    Answer answer = Answer.json(EditAnswers.images(OpenAiFixture.RESULT));
    Path photo = folder.resolve("room.png");
    Files.write(photo, png(BufferedImage.TYPE_INT_RGB, new Rectangle()));
    try (OpenAiServer server = openAi ? new OpenAiServer(answer) : OpenAiServer.sdServer(answer);
        FusionClient client = FusionClient.open(config(dialect, model, server));
        FusionResult result =
            client.fuse(
                FusionRequest.builder(photo)
                    .mask(
                        ImageSource.of(png(BufferedImage.TYPE_INT_ARGB, paint)),
                        MaskConvention.PAINTED)
                    .prompt(OpenAiFixture.PROMPT)
                    .focus()
                    .build())) {
      EditCall call = server.call();
      BufferedImage scene = EditCall.decoded(call.images().get(0));
      assertThat(call.faults()).isEmpty();
      assertThat(call.fields()).containsEntry("size", scene.getWidth() + "x" + scene.getHeight());
      assertThat(result.image().part()).isPresent();
      return scene;
    }
  }

  private static FusionConfig config(OpenAiDialect dialect, String model, OpenAiServer server) {
    return FusionConfig.builder()
        .provider(
            OpenAiProvider.config(dialect)
                .withModel(model)
                .withApiKey(OpenAiFixture.KEY)
                .withBaseUrl(server.baseUrl()))
        .build();
  }

  private static byte[] png(int type, Rectangle paint) throws IOException {
    BufferedImage image = new BufferedImage(5001, 1702, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fill(paint);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
