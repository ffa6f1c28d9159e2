package io.github.maskloom.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.openai.OpenAiServer;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The server of these tests refuses what the service refuses: section 15, item 1 of the wire facts.
 */
class StrictServerTest {
  private static final MediaType PNG = MediaType.get("image/png");
  private static final String BOUNDARY = "b0undary";

  private final OpenAiServer server =
      new OpenAiServer(EditAnswers.strictly(Answer.json(EditAnswers.images(TestImages.png(1)))));
  private final OkHttpClient client = new OkHttpClient();

  @AfterEach
  void close() {
    client.connectionPool().evictAll();
    server.close();
  }

  @Test
  void takesOneImageAndSeveral() throws IOException {
    assertThat(refusal(form(Map.of()).addFormDataPart("image", "a.png", png(64, false)))).isEmpty();
    assertThat(
            refusal(
                form(Map.of("size", "1024x1024"))
                    .addFormDataPart("image[]", "a.png", png(64, false))
                    .addFormDataPart("image[]", "b.png", png(64, false))
                    .addFormDataPart("mask", "m.png", png(64, true))))
        .isEmpty();
  }

  @Test
  void refusesSeveralImagesUnderTheNameOfOne() throws IOException {
    assertThat(
            refusal(
                form(Map.of())
                    .addFormDataPart("image", "a.png", png(64, false))
                    .addFormDataPart("image", "b.png", png(64, false))))
        .contains("several images are image[]");
  }

  @Test
  void refusesAFileWithoutNameOrTypeOrOfAnyType() throws IOException {
    RequestBody untyped = RequestBody.create(TestImages.png(1));
    RequestBody octets =
        RequestBody.create(TestImages.png(1), MediaType.get("application/octet-stream"));

    assertThat(refusal(form(Map.of()).addFormDataPart("image", "", png(64, false))))
        .contains("a file has no name");
    assertThat(refusal(form(Map.of()).addFormDataPart("image", "a.png", untyped)))
        .contains("unsupported mimetype");
    assertThat(refusal(form(Map.of()).addFormDataPart("image", "a.png", octets)))
        .contains("unsupported mimetype");
  }

  @Test
  void refusesAMaskWithoutAlphaOfAnotherSizeOrOfFourMegabytes() throws IOException {
    byte[] large = new byte[4_000_000];
    System.arraycopy(encoded(64, true), 0, large, 0, encoded(64, true).length);

    assertThat(masked(png(64, false))).contains("the mask has no alpha");
    assertThat(masked(png(65, true))).contains("the mask has another size");
    assertThat(masked(RequestBody.create(large, PNG))).contains("the mask has 4 MB or more");
    assertThat(masked(RequestBody.create(TestImages.jpeg(1), MediaType.get("image/jpeg"))))
        .contains("the mask is no PNG");
  }

  @Test
  void refusesAMaskBesideMarkup() throws IOException {
    assertThat(
            refusal(
                form(Map.of())
                    .addFormDataPart("image", "a.png", png(64, false))
                    .addFormDataPart("mask", "m.png", png(64, true))
                    .addFormDataPart("markup", "m.png", png(64, true))))
        .contains("mask and markup");
  }

  @Test
  void refusesSizesOffTheGrid() throws IOException {
    for (String size : new String[] {"1000x1000", "640x640", "3856x1600", "3840x1264"}) {
      assertThat(refused("size", size)).contains("the size is off the grid");
    }
    assertThat(refused("size", "3840x1280")).isEmpty();
  }

  @Test
  void refusesFieldsThatAModelDoesNotHave() throws IOException {
    assertThat(refused("input_fidelity", "high")).contains("invalid_input_fidelity_model");
    assertThat(refused("response_format", "b64_json")).contains("response_format");
    assertThat(refused("partial_images", "2")).contains("partial_images without stream");
    assertThat(refused("output_compression", "50")).contains("output_compression");
  }

  @Test
  void breaksOffWhereTheLengthIsNotThatOfTheForm() throws IOException {
    String form =
        "--%1$s\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na sofa\r\n--%1$s--\r\n"
            .formatted(BOUNDARY);

    assertThat(answered(form, form.length())).startsWith("HTTP/1.1 400");
    assertThat(answered(form + "x", form.length() + 1)).isEmpty();
    assertThat(answered(form, form.length() - 4)).isEmpty();
  }

  private String masked(RequestBody mask) throws IOException {
    return refusal(
        form(Map.of())
            .addFormDataPart("image", "a.png", png(64, false))
            .addFormDataPart("mask", "m.png", mask));
  }

  private String refused(String field, String value) throws IOException {
    return refusal(form(Map.of(field, value)).addFormDataPart("image", "a.png", png(64, false)));
  }

  private static MultipartBody.Builder form(Map<String, String> fields) {
    MultipartBody.Builder form =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("model", "gpt-image-2")
            .addFormDataPart("prompt", "a sofa");
    new TreeMap<>(fields).forEach(form::addFormDataPart);
    return form;
  }

  private static RequestBody png(int width, boolean alpha) throws IOException {
    return RequestBody.create(encoded(width, alpha), PNG);
  }

  private static byte[] encoded(int width, boolean alpha) throws IOException {
    int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, 48, type), "png", bytes);
    return bytes.toByteArray();
  }

  /** What the server says against a form; empty if it takes it. */
  private String refusal(MultipartBody.Builder form) throws IOException {
    Request request =
        new Request.Builder().url(server.baseUrl() + "/images/edits").post(form.build()).build();
    try (Response response = client.newCall(request).execute()) {
      return response.isSuccessful() ? "" : response.body().string();
    }
  }

  /** What comes back for a body that is sent under another length. */
  private String answered(String form, int length) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/images/edits HTTP/1.1\r\nContent-Type: multipart/form-data; boundary="
                  + BOUNDARY
                  + "\r\nContent-Length: "
                  + length
                  + "\r\n\r\n"
                  + form)
              .getBytes(US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
