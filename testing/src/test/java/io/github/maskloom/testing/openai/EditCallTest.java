package io.github.maskloom.testing.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.server.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told as a fault of a form, whatever the form is. */
@Timeout(60)
class EditCallTest {
  private static final String PNG = png(2, 1);
  private static final String ODD = "no image at all";

  @Test
  void aFormWithoutFaultsHasNone() throws IOException {
    assertThat(faults("1024x1024", file("image", PNG), file("mask", PNG))).isEmpty();
    assertThat(faults("auto", file("image", PNG))).isEmpty();
  }

  @Test
  void aMaskWithoutAnImageIsAFault() throws IOException {
    assertThat(faults("auto", file("mask", PNG))).contains("1 to 16 images");
  }

  @Test
  void whatImageIoCannotReadIsAFault() throws IOException {
    assertThat(faults("auto", file("image", PNG), file("mask", ODD)))
        .containsExactly("ImageIO does not know the format of the mask");
    assertThat(faults("auto", file("image", ODD), file("mask", PNG)))
        .containsExactly("ImageIO does not know the format of the first image");
  }

  @Test
  void aMaskOfAnotherSizeIsAFault() throws IOException {
    assertThat(faults("auto", file("image", PNG), file("mask", png(2, 2))))
        .containsExactly("the mask has another size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"large", "1024", "x", "1024x", "99999999999x16", "17x17", "0x0"})
  void aSizeThatIsNoneIsAFault(String size) throws IOException {
    assertThat(faults(size, file("image", PNG))).containsExactly("the size is off the grid");
  }

  private static List<String> faults(String size, String... files) throws IOException {
    try (OpenAiServer server = new OpenAiServer(Answer.json("{}"))) {
      HttpURLConnection http =
          (HttpURLConnection) server.baseUrl().resolve("/v1/images/edits").toURL().openConnection();
      byte[] form =
          (field("model", "gpt-image-2")
                  + field("prompt", "a sofa")
                  + field("size", size)
                  + String.join("", files)
                  + "--b--\r\n")
              .getBytes(ISO_8859_1);
      http.setDoOutput(true);
      http.setFixedLengthStreamingMode(form.length);
      http.setRequestProperty("Content-Type", "multipart/form-data; boundary=b");
      try (OutputStream out = http.getOutputStream()) {
        out.write(form);
      }
      assertThat(http.getResponseCode()).isEqualTo(200);
      EditCall call = server.call();
      assertThat(call.parts()).isNotEmpty();
      return call.faults();
    }
  }

  private static String field(String name, String text) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
  }

  private static String file(String name, String bytes) {
    return "--b\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
        + bytes
        + "\r\n";
  }

  private static String png(int width, int height) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
      assertThat(ImageIO.write(image, "png", png)).isTrue();
      return png.toString(ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
