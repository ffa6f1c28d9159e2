package io.github.maskloom.examples.guide;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

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
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

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
  void standsTheSofaWhereThePersonPaintedAndNowhereElse() throws Exception {
    ResponseEntity<Resource> answer =
        backend
            .fusion(photo(), mask(40), new MockMultipartFile("sofa", sofa()))
            .toCompletableFuture()
            .get(1, MINUTES);

    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_PNG);
    try (InputStream body = requireNonNull(answer.getBody()).getInputStream()) {
      BufferedImage image = ImageIO.read(body);
      assertThat(image.getRGB(50, 55)).isNotEqualTo(WALL.getRGB());
      assertThat(image.getRGB(90, 10)).isEqualTo(WALL.getRGB());
    }
  }

  /** Every controller's faults are answered, without a thread that waits for the model. */
  @Test
  void answersAMaskThatPaintsNothingWithAProblem() throws Exception {
    MockMvc server = standaloneSetup(backend).setControllerAdvice(new ProblemAdvice()).build();

    MvcResult begun =
        server
            .perform(
                multipart("/fusions")
                    .file(photo())
                    .file(mask(0))
                    .file(new MockMultipartFile("sofa", sofa())))
            .andExpect(request().asyncStarted())
            .andReturn();

    server
        .perform(asyncDispatch(begun))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Nothing is painted.")));
  }

  private static MockMultipartFile photo() throws IOException {
    return new MockMultipartFile("photo", png(BufferedImage.TYPE_INT_RGB, WALL, 0, 0, 100, 80));
  }

  private static MockMultipartFile mask(int size) throws IOException {
    Color paint = new Color(0, 120, 255, 128);
    return new MockMultipartFile(
        "mask", png(BufferedImage.TYPE_INT_ARGB, paint, 30, 30, size, size));
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
