package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.Answer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service and an {@code sd-server} get of a photo and a mask. */
class EditFusionTest {
  private static final int HALF = 128;
  private static final Rectangle PAINT = new Rectangle(100, 100, 300, 200);

  @Test
  void aReaderOfAlphaAndAReaderOfGrayEditTheSamePixels() throws IOException {
    EditCall call = fused(OpenAiDialect.OPENAI, "gpt-image-2", 960, 720, PAINT, whole -> whole);
    BufferedImage mask = EditCall.decoded(call.mask().orElseThrow());
    BitSet byAlpha = new BitSet();
    BitSet byGray = new BitSet();
    for (int i = 0; i < mask.getWidth() * mask.getHeight(); i++) {
      int argb = mask.getRGB(i % mask.getWidth(), i / mask.getWidth());
      byAlpha.set(i, argb >>> 24 < HALF);
      // As sd-server reads it: a gray channel without alpha, white is drawn anew.
      byGray.set(i, (argb & 0xFF) >= HALF);
    }
    assertThat(byGray).isEqualTo(byAlpha);
    assertThat(byGray.cardinality()).isEqualTo(300 * 200);
  }

  @Test
  void anSdServerGetsPlainGrayAndAllImagesOfOneSize() throws IOException {
    EditCall call = fused(OpenAiDialect.SD_SERVER, "sd-cpp-local", 960, 720, PAINT, whole -> whole);
    BufferedImage mask = EditCall.decoded(call.mask().orElseThrow());
    BufferedImage scene = EditCall.decoded(call.images().get(0));
    assertThat(mask.getColorModel().hasAlpha()).isFalse();
    assertThat(mask.getRGB(150, 150) & 0xFF).isEqualTo(255);
    assertThat(mask.getRGB(700, 500) & 0xFF).isZero();
    assertThat(mask.getWidth()).isEqualTo(scene.getWidth());
    assertThat(mask.getHeight()).isEqualTo(scene.getHeight());
  }

  /** A spot, a place at the edge, and a strip as long as the photo. */
  @ParameterizedTest
  @CsvSource({"OPENAI, gpt-image-2", "SD_SERVER, sd-cpp-local"})
  @Tag("slow")
  void aFocusChoosesPartsOnTheModelsGridAndAsksForTheirOwnSize(OpenAiDialect dialect, String model)
      throws IOException {
    Sizes grid = OpenAiModels.KNOWN.find(model).orElseThrow().sizes();
    for (Rectangle paint :
        List.of(
            new Rectangle(1400, 300, 90, 70),
            new Rectangle(4500, 1500, 501, 202),
            new Rectangle(5, 700, 4990, 301))) {
      EditCall call = fused(dialect, model, 5001, 1702, paint, FusionRequest.Builder::focus);
      BufferedImage scene = EditCall.decoded(call.images().get(0));
      String size = scene.getWidth() + "x" + scene.getHeight();
      assertThat(grid.has(scene.getWidth(), scene.getHeight())).as(size).isTrue();
      assertThat(call.fields()).containsEntry("size", size);
    }
  }

  private static EditCall fused(
      OpenAiDialect dialect,
      String model,
      int width,
      int height,
      Rectangle paint,
      UnaryOperator<FusionRequest.Builder> how)
      throws IOException {
    Answer answer = Answer.json(EditAnswers.images(OpenAiFixture.RESULT));
    boolean openAi = dialect == OpenAiDialect.OPENAI;
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = mask.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fill(paint);
    graphics.dispose();
    FusionRequest.Builder request =
        FusionRequest.builder(png(photo))
            .mask(png(mask), MaskConvention.PAINTED)
            .prompt(OpenAiFixture.PROMPT);
    try (OpenAiServer server = openAi ? new OpenAiServer(answer) : OpenAiServer.sdServer(answer);
        FusionClient client =
            FusionClient.open(
                FusionConfig.builder()
                    .provider(OpenAiFixture.config(dialect, server.baseUrl()).withModel(model))
                    .build());
        FusionResult result = client.fuse(how.apply(request).build())) {
      assertThat(server.call().faults()).isEmpty();
      assertThat(result.image().part().isPresent()).isEqualTo(width == 5001);
      return server.call();
    }
  }

  private static ImageSource png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return ImageSource.of(bytes.toByteArray());
  }
}
