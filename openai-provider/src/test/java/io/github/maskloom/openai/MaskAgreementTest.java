package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.openai.EditCall;
import io.github.maskloom.testing.openai.OpenAiServer;
import io.github.maskloom.testing.server.Answer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service and an {@code sd-server} make of one and the same mask. */
class MaskAgreementTest {
  private static final int HALF = 128;

  @TempDir Path folder;

  @Test
  void aReaderOfAlphaAndAReaderOfGrayEditTheSamePixels() throws IOException {
    EditCall call = fused(OpenAiDialect.OPENAI, new OpenAiServer(answer()));
    BufferedImage mask = EditCall.decoded(call.mask().orElseThrow());

    BitSet byAlpha = new BitSet();
    BitSet byGray = new BitSet();
    for (int i = 0; i < mask.getWidth() * mask.getHeight(); i++) {
      int argb = mask.getRGB(i % mask.getWidth(), i / mask.getWidth());
      byAlpha.set(i, argb >>> 24 < HALF);
      // As sd-server reads it: a gray channel without alpha, white is drawn anew.
      byGray.set(i, (argb & 0xFF) >= HALF);
    }

    assertThat(call.faults()).isEmpty();
    assertThat(byGray).isEqualTo(byAlpha);
    assertThat(byGray.cardinality()).isEqualTo(300 * 200);
  }

  @Test
  void anSdServerGetsPlainGrayAndAllImagesOfOneSize() throws IOException {
    EditCall call = fused(OpenAiDialect.SD_SERVER, OpenAiServer.sdServer(answer()));
    BufferedImage mask = EditCall.decoded(call.mask().orElseThrow());
    BufferedImage scene = EditCall.decoded(call.images().get(0));

    assertThat(mask.getColorModel().hasAlpha()).isFalse();
    assertThat(mask.getRGB(150, 150) & 0xFF).isEqualTo(255);
    assertThat(mask.getRGB(700, 500) & 0xFF).isZero();
    assertThat(mask.getWidth()).isEqualTo(scene.getWidth());
    assertThat(mask.getHeight()).isEqualTo(scene.getHeight());
    assertThat(call.faults()).isEmpty();
  }

  private static Answer answer() {
    return Answer.json(EditAnswers.images(OpenAiFixture.RESULT));
  }

  private EditCall fused(OpenAiDialect dialect, OpenAiServer server) throws IOException {
    Path photo = folder.resolve("room.png");
    Files.write(photo, png(BufferedImage.TYPE_INT_RGB, Color.GRAY, 0));
    ImageSource mask =
        ImageSource.of(png(BufferedImage.TYPE_INT_ARGB, new Color(255, 0, 0, 255), 300));
    HttpConfig config =
        OpenAiProvider.config(dialect).withApiKey(OpenAiFixture.KEY).withBaseUrl(server.baseUrl());
    try (server;
        FusionClient client = FusionClient.open(FusionConfig.builder().provider(config).build())) {
      client
          .fuse(
              FusionRequest.builder(photo)
                  .mask(mask, MaskConvention.PAINTED)
                  .prompt(OpenAiFixture.PROMPT)
                  .build())
          .close();
      return server.call();
    }
  }

  private static byte[] png(int type, Color color, int width) throws IOException {
    BufferedImage image = new BufferedImage(960, 720, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(100, 100, width, 200);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
