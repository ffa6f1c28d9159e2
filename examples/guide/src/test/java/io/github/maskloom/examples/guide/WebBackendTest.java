package io.github.maskloom.examples.guide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.image.ImageSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockMultipartFile;

class WebBackendTest {
  private static final int WALL = 0xFF8899AA;

  private final WebBackend backend = new WebBackend();

  @Test
  void answersWithTheScene() throws IOException {
    String mask = "data:image/png;base64," + Base64.getEncoder().encodeToString(mask());

    ResponseEntity<Resource> answer =
        backend.composite(new MockMultipartFile("photo", room()), mask);
    assertThat(answer.getHeaders().getContentLength()).isPositive();
    Resource output = answer.getBody();
    try (InputStream body = requireNonNull(output).getInputStream()) {
      assertThat(ImageIO.read(body).getRGB(39, 19)).isEqualTo(WALL);
    }
  }

  @Test
  void answersWithAProblemThatNamesTheImage() throws IOException {
    String mask = "data:image/png;base64," + Base64.getEncoder().encodeToString(mask());
    MockMultipartFile upload = new MockMultipartFile("photo", new byte[100]);

    assertThatThrownBy(() -> backend.composite(upload, mask))
        .isInstanceOfSatisfying(
            ImageFormatException.class,
            failure -> {
              ProblemDetail problem = problem(failure, Locale.ENGLISH);
              assertThat(problem.getStatus()).isEqualTo(422);
              assertThat(problem.getDetail())
                  .isEqualTo(
                      "The photo is not an image that can be read here. Save it as PNG or JPEG.");
              assertThat(problem(failure, Locale.CHINA).getDetail()).contains("照片");
            });
  }

  @Test
  void takesStreamsBytesAndImages() throws IOException {
    BufferedImage photo = ImageIO.read(new ByteArrayInputStream(room()));
    ImageSource mask = WebBackend.fromBytes(mask());

    BufferedImage output = WebBackend.toImage(WebBackend.fromImage(photo), mask);
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    WebBackend.toStream(WebBackend.fromStream(new ByteArrayInputStream(room())), mask, response);

    BufferedImage sent = ImageIO.read(new ByteArrayInputStream(response.toByteArray()));
    assertThat(output.getRGB(39, 19)).isEqualTo(WALL).isEqualTo(sent.getRGB(39, 19));
    assertThat(output.getRGB(5, 5)).isNotEqualTo(WALL).isEqualTo(sent.getRGB(5, 5));
  }

  @Test
  void tellsWhoseFaultItIs() {
    FusionException.Failure unsent = FusionException.Failure.notSent("ark");

    assertThat(ProblemAdvice.status(new FusionContentException("no", unsent))).isEqualTo(422);
    assertThat(ProblemAdvice.status(new FusionThrottledException("busy", unsent))).isEqualTo(503);
    assertThat(ProblemAdvice.status(new FusionTransportException("gone", unsent))).isEqualTo(502);
    assertThat(ProblemAdvice.status(new CancelledException("late"))).isEqualTo(504);
    assertThat(problem(new MaskloomException("secret"), Locale.ENGLISH).getDetail())
        .isEqualTo("This could not be done.");
  }

  private static ProblemDetail problem(MaskloomException failure, Locale locale) {
    return requireNonNull(new ProblemAdvice().problem(failure, locale).getBody());
  }

  private static byte[] room() throws IOException {
    BufferedImage room = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    return painted(room, new Color(WALL), 40, 20);
  }

  private static byte[] mask() throws IOException {
    BufferedImage mask = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
    return painted(mask, new Color(0, 120, 255, 128), 10, 10);
  }

  private static byte[] painted(BufferedImage image, Color color, int width, int height)
      throws IOException {
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(0, 0, width, height);
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
