package io.github.maskloom.examples.guide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionClient;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

class FusionBackendTest {
  private static final Color WALL = new Color(0x8899AA);
  private FusionClient client;
  private FusionBackend backend;

  @BeforeEach
  void open() throws IOException {
    client = new FusionSetup().fusionClient();
    backend = new FusionBackend(client);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void standsTheSofaWhereThePersonPaintedAndNowhereElse() throws IOException {
    ResponseEntity<Resource> answer = backend.fusion(photo(), mask(40), new Upload("sofa", sofa()));

    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_PNG);
    try (InputStream body = requireNonNull(answer.getBody()).getInputStream()) {
      BufferedImage image = ImageIO.read(body);
      assertThat(image.getRGB(50, 55)).isNotEqualTo(WALL.getRGB());
      assertThat(image.getRGB(90, 10)).isEqualTo(WALL.getRGB());
    }
  }

  @Test
  void refusesAMaskThatPaintsNothing() throws IOException {
    Upload sofa = new Upload("sofa", sofa());
    Upload mask = mask(0);
    Upload photo = photo();

    assertThatThrownBy(() -> backend.fusion(photo, mask, sofa))
        .isInstanceOf(MaskloomException.class)
        .hasMessageContaining("nothing is painted");
  }

  private static Upload photo() throws IOException {
    return new Upload("photo", png(BufferedImage.TYPE_INT_RGB, WALL, 0, 0, 100, 80));
  }

  private static Upload mask(int size) throws IOException {
    Color paint = new Color(0, 120, 255, 128);
    return new Upload("mask", png(BufferedImage.TYPE_INT_ARGB, paint, 30, 30, size, size));
  }

  private static byte[] sofa() throws IOException {
    return png(BufferedImage.TYPE_INT_ARGB, Color.RED, 10, 20, 80, 50);
  }

  private static byte[] png(int type, Color color, int x, int y, int width, int height)
      throws IOException {
    BufferedImage image = new BufferedImage(100, 80, type);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(x, y, width, height);
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
