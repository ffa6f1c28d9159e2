package io.github.maskloom.testing.internal.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.internal.server.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server of tests refuses the forms that the service refuses. */
@Timeout(60)
class EditCallTest {
  private static final String PLAIN = png(64, BufferedImage.TYPE_INT_RGB);
  private static final String ALPHA = png(64, BufferedImage.TYPE_INT_ARGB);
  private static final String IMAGE = file("image", PLAIN);
  private static final String MASK = file("mask", ALPHA);
  private static final String ODD = "no image at all";

  private static List<Arguments> forms() {
    return List.of(
        Arguments.of("", List.of(IMAGE)),
        Arguments.of("", List.of(IMAGE, MASK, field("size", "1024x1024"))),
        Arguments.of("", List.of(file("image[]", PLAIN), file("image[]", PLAIN), MASK)),
        Arguments.of("", List.of(IMAGE, field("size", "3840x1280"))),
        Arguments.of(
            "", List.of(IMAGE, field("output_format", "jpeg"), field("output_compression", "50"))),
        Arguments.of("", List.of(IMAGE, field("partial_images", "2"), field("stream", "true"))),
        Arguments.of("", List.of(IMAGE, file("markup", ALPHA))),
        Arguments.of("1 to 16 images", Collections.nCopies(17, file("image[]", PLAIN))),
        Arguments.of("several images are image[]", List.of(IMAGE, IMAGE)),
        Arguments.of("1 to 16 images", List.of(MASK)),
        Arguments.of("a file has no name", List.of(IMAGE.replace("a.png", ""))),
        Arguments.of("unsupported mimetype", List.of(IMAGE.replace("image/png", "x/y"))),
        Arguments.of("the mask has no alpha", List.of(IMAGE, file("mask", PLAIN))),
        Arguments.of(
            "the mask has another size",
            List.of(IMAGE, file("mask", png(65, BufferedImage.TYPE_INT_ARGB)))),
        Arguments.of(
            "the mask has 4 MB or more",
            List.of(IMAGE, file("mask", ALPHA + "x".repeat(4_000_000)))),
        Arguments.of("the mask is no PNG", List.of(IMAGE, MASK.replace("image/png", "image/jpeg"))),
        Arguments.of("the format of the mask", List.of(IMAGE, file("mask", ODD))),
        Arguments.of("the format of the first image", List.of(file("image", ODD), MASK)),
        Arguments.of("mask and markup", List.of(IMAGE, MASK, file("markup", ALPHA))),
        Arguments.of(
            "invalid_input_fidelity_model", List.of(IMAGE, field("input_fidelity", "high"))),
        Arguments.of("response_format", List.of(IMAGE, field("response_format", "b64_json"))),
        Arguments.of("partial_images without", List.of(IMAGE, field("partial_images", "2"))),
        Arguments.of("output_compression", List.of(IMAGE, field("output_compression", "50"))));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormIsRefusedForItsFault(String fault, List<String> parts) throws IOException {
    String form =
        field("model", "gpt-image-2") + field("prompt", "a sofa") + String.join("", parts);
    String answer = answered(form + "--b--\r\n", 0);
    if (fault.isEmpty()) {
      assertThat(answer).startsWith("HTTP/1.1 200");
    } else {
      assertThat(answer).startsWith("HTTP/1.1 400").contains(fault);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "large",
        "1024",
        "x",
        "1024x",
        "99999999999x16",
        "17x17",
        "0x0",
        "1000x1000",
        "640x640",
        "3856x1600",
        "3840x1264",
        "1024x1000",
        "3840x2176"
      })
  void aSizeOffTheGridIsAFault(String size) throws IOException {
    aFormIsRefusedForItsFault("the size is off the grid", List.of(IMAGE, field("size", size)));
  }

  @Test
  void breaksOffWhereTheLengthIsNotThatOfTheForm() throws IOException {
    String form = field("prompt", "a sofa") + "--b--\r\n";
    assertThat(answered(form, 0)).startsWith("HTTP/1.1 400");
    assertThat(answered(form + "x", 0)).isEmpty();
    assertThat(answered(form, -4)).isEmpty();
  }

  private static String answered(String form, int more) throws IOException {
    Answer made = Answer.json(EditAnswers.images(PLAIN.getBytes(ISO_8859_1)));
    try (OpenAiServer server = new OpenAiServer(EditAnswers.strictly(made));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /v1/images/edits HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
              + "Content-Length: %d\r\n\r\n".formatted(form.length() + more);
      out.write((head + form).getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String field(String name, String text) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
  }

  private static String file(String name, String bytes) {
    return field(name + "\"; filename=\"a.png", bytes)
        .replaceFirst("\r\n\r\n", "\r\nContent-Type: image/png\r\n\r\n");
  }

  private static String png(int width, int type) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      assertThat(ImageIO.write(new BufferedImage(width, 48, type), "png", png)).isTrue();
      return png.toString(ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
