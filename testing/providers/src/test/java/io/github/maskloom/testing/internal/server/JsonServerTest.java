package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers that other tests trust, with another HTTP client than the providers'. */
class JsonServerTest {
  private static final byte[] PICTURE = TestImages.jpeg(1);
  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recordsARequestWithImagesAsDigests(boolean lengthKnown) throws IOException {
    try (JsonServer server = new JsonServer(Answer.json("{}"))) {
      String base64 = ImagesJson.encode(PICTURE);
      String json =
          "{\"prompt\":\"a \\\"sofa\\\"\",\"image\":[\"data:image\\/jpeg;base64,%s\"],\"data\":\"%s\"}"
              .formatted(base64, base64);
      assertThat(body(post(server, json.getBytes(UTF_8), lengthKnown))).isEqualTo(EMPTY);
      SentImage url = SentImage.of("image/jpeg", PICTURE);
      SentImage alone = SentImage.of("", PICTURE);

      assertThat(server.call().json())
          .isEqualTo(Map.of("prompt", "a \"sofa\"", "image", List.of(url), "data", alone));
      assertThat(server.call().images()).containsExactly(url, alone);
      assertThat(server.call().header("Content-Length").isPresent()).isEqualTo(lengthKnown);
    }
  }

  @Test
  void keepsAConnectionAndCountsIt() throws IOException {
    try (JsonServer server = new JsonServer(Answer.inPieces("text/plain", PICTURE, 7))) {
      assertThat(body(post(server, EMPTY, true))).isEqualTo(PICTURE);
      assertThat(body(post(server, EMPTY, true))).isEqualTo(PICTURE);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.calls()).hasSize(2);
    }
  }

  @Test
  void breaksOffWhenItIsTold() {
    try (JsonServer server = new JsonServer(Answer.resetAfterBody())) {
      assertThatThrownBy(() -> body(post(server, EMPTY, true))).isInstanceOf(IOException.class);
      server.awaitNoConnection();
    }
  }

  @Test
  void servesTheRestOfAnImageAtTheLinkByteForByte() throws IOException {
    try (ResultHost host = new ResultHost()) {
      String url = host.picture(PICTURE, "image/jpeg");
      HttpURLConnection link = open(url);
      link.setRequestProperty("Range", "bytes=100-");

      assertThat(link.getResponseCode()).isEqualTo(206);
      assertThat(body(link)).isEqualTo(Arrays.copyOfRange(PICTURE, 100, PICTURE.length));
      assertThat(open(url.replace("%2B", "+")).getResponseCode()).isEqualTo(403);
    }
  }

  private static HttpURLConnection post(JsonServer server, byte[] json, boolean lengthKnown)
      throws IOException {
    HttpURLConnection connection = open(server.baseUrl() + "/images");
    connection.setDoOutput(true);
    if (lengthKnown) {
      connection.setFixedLengthStreamingMode(json.length);
    } else {
      connection.setChunkedStreamingMode(50);
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(json);
    }
    return connection;
  }

  private static HttpURLConnection open(String url) throws IOException {
    return (HttpURLConnection) URI.create(url).toURL().openConnection();
  }

  private static byte[] body(HttpURLConnection connection) throws IOException {
    try (InputStream body = connection.getInputStream()) {
      return body.readAllBytes();
    }
  }
}
