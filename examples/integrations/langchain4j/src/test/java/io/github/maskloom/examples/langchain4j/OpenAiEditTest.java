package io.github.maskloom.examples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.image.Image;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.http.settings.HttpConfig;
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
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LangChain4j's edit with a mask, sent to OpenAI and to an {@code sd-server}. */
class OpenAiEditTest {
  private static final Color NOTHING = new Color(0, true);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void editsWhereTheMaskIsTransparent(OpenAiDialect dialect) throws IOException {
    BufferedImage mask = image(BufferedImage.TYPE_INT_ARGB, Color.BLACK, NOTHING);

    edits(dialect, MaskConvention.TRANSPARENT_EDITS, mask);
  }

  @ParameterizedTest
  @EnumSource
  void editsWhereTheMaskIsWhite(OpenAiDialect dialect) throws IOException {
    BufferedImage mask = image(BufferedImage.TYPE_BYTE_GRAY, Color.BLACK, Color.WHITE);

    edits(dialect, MaskConvention.WHITE_EDITS, mask);
  }

  private void edits(OpenAiDialect dialect, MaskConvention convention, BufferedImage mask)
      throws IOException {
    Answer red = Answer.json(EditAnswers.images(png(red())));
    try (OpenAiServer server = server(dialect, EditAnswers.strictly(red));
        FusionClient client = open(dialect, server)) {
      Image made =
          new FusionImageModel(client, convention, folder)
              .edit(image(gray()), image(mask), "a red sofa")
              .content();

      EditCall call = server.call();
      assertThat(call.fields()).containsEntry("prompt", "a red sofa");
      assertSentLeft(EditCall.decoded(call.mask().orElseThrow()));
      BufferedImage kept = ImageIO.read(Path.of(made.url()).toFile());
      assertThat(kept.getRGB(100, 300)).isEqualTo(Color.RED.getRGB());
      assertThat(kept.getRGB(900, 300)).isEqualTo(Color.GRAY.getRGB());
    }
  }

  /** By alpha if it has any, else by gray. */
  private static void assertSentLeft(BufferedImage mask) {
    assertThat(mask.getRGB(100, 300) & 0xFF).as("white on the left").isEqualTo(255);
    assertThat(mask.getRGB(900, 300) & 0xFF).as("black on the right").isZero();
    if (mask.getColorModel().hasAlpha()) {
      assertThat(mask.getRGB(100, 300) >>> 24).as("transparent on the left").isZero();
      assertThat(mask.getRGB(900, 300) >>> 24).as("opaque on the right").isEqualTo(255);
    }
  }

  @Test
  void editsWithoutAMask() throws IOException {
    Answer red = Answer.json(EditAnswers.images(png(red())));
    try (OpenAiServer server = server(OpenAiDialect.OPENAI, EditAnswers.strictly(red));
        FusionClient client = open(OpenAiDialect.OPENAI, server)) {
      new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder)
          .edit(image(gray()), "paint it red");

      assertThat(server.call().mask()).isEmpty();
    }
  }

  /** What a failure may have cost comes through. */
  @Test
  void aRefusalIsTheClientsOwn() throws IOException {
    try (OpenAiServer server = server(OpenAiDialect.OPENAI, EditAnswers.moderated("input"));
        FusionClient client = open(OpenAiDialect.OPENAI, server)) {
      FusionImageModel model = new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder);

      assertThatThrownBy(() -> model.edit(image(gray()), "no"))
          .isInstanceOf(FusionContentException.class);
      assertThat(server.calls()).hasSize(1);
    }
  }

  private static OpenAiServer server(OpenAiDialect dialect, Answer answer) {
    return dialect == OpenAiDialect.OPENAI
        ? new OpenAiServer(answer)
        : OpenAiServer.sdServer(answer);
  }

  private static FusionClient open(OpenAiDialect dialect, OpenAiServer server) throws IOException {
    HttpConfig config =
        OpenAiProvider.config(dialect).withApiKey("key").withBaseUrl(server.baseUrl());
    return FusionClient.open(FusionConfig.builder().provider(config).build());
  }

  private static BufferedImage gray() {
    return image(BufferedImage.TYPE_INT_RGB, Color.GRAY, Color.GRAY);
  }

  private static BufferedImage red() {
    return image(BufferedImage.TYPE_INT_RGB, Color.RED, Color.RED);
  }

  /** An image of one color whose left half has another. */
  private static BufferedImage image(int type, Color right, Color left) {
    BufferedImage image = new BufferedImage(1024, 640, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(right);
    graphics.fillRect(512, 0, 512, 640);
    graphics.setColor(left);
    graphics.fillRect(0, 0, 512, 640);
    graphics.dispose();
    return image;
  }

  private static Image image(BufferedImage picture) throws IOException {
    return Image.builder().base64Data(Base64.getEncoder().encodeToString(png(picture))).build();
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
