package io.github.maskloom.ark.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ResultHost;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server that the other tests trust, with another HTTP client than the provider's. */
class ArkServerTest {
  private static final byte[] PICTURE = TestImages.jpeg(1);
  private static final byte[] EMPTY = "{}".getBytes(UTF_8);
  private static final String DATA_URL =
      "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(PICTURE);

  @Test
  void recordsARequestWithImagesAsDigests() throws Exception {
    try (ArkServer server = new ArkServer(Answer.json("{}"))) {
      String json = "{\"prompt\":\"a \\\"sofa\\\"\",\"image\":[\"" + DATA_URL + "\"],\"n\":1}";

      HttpURLConnection response = post(server, json.getBytes(UTF_8), true);

      assertThat(response.getInputStream()).hasContent("{}");
      assertThat(server.call().json())
          .isEqualTo(
              Map.of(
                  "prompt",
                  "a \"sofa\"",
                  "image",
                  List.of(SentImage.of("image/jpeg", PICTURE)),
                  "n",
                  1));
    }
  }

  @Test
  void recordsAChunkedRequestInTheSameWay() throws Exception {
    try (ArkServer server = new ArkServer(Answer.json("{}"))) {
      byte[] json = ("{\"image\":\"" + DATA_URL + "\"}").getBytes(UTF_8);

      body(post(server, json, false));

      assertThat(server.call().header("Content-Length")).isEmpty();
      assertThat(server.call().images()).containsExactly(SentImage.of("image/jpeg", PICTURE));
    }
  }

  @Test
  void keepsAConnectionAndCountsIt() throws Exception {
    try (ArkServer server = new ArkServer(Answer.json("{}"))) {
      body(post(server, EMPTY, true));
      body(post(server, EMPTY, true));

      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.openConnections()).isEqualTo(1);
      assertThat(server.calls()).hasSize(2);
    }
  }

  @Test
  void answersInPiecesOfAnySize() throws Exception {
    try (ArkServer server = new ArkServer(Answer.inPieces("text/plain", PICTURE, 7))) {
      assertThat(body(post(server, EMPTY, true))).isEqualTo(PICTURE);
    }
  }

  @Test
  void knowsNoOtherPath() throws Exception {
    try (ArkServer server = new ArkServer(Answer.json("{}"))) {
      HttpURLConnection answer = open(server.baseUrl() + "/images/edits");

      assertThat(answer.getResponseCode()).isEqualTo(404);
      assertThat(answer.getErrorStream()).isNull();
    }
  }

  @Test
  void breaksOffWhenItIsTold() {
    try (ArkServer server = new ArkServer(Answer.resetAfterBody())) {
      assertThatThrownBy(() -> body(post(server, EMPTY, true))).isInstanceOf(IOException.class);
      server.awaitNoConnection();
    }
  }

  @Test
  void servesTheRestOfAnImage() throws Exception {
    try (ResultHost host = new ResultHost()) {
      HttpURLConnection link = open(host.picture(PICTURE, "image/jpeg"));
      link.setRequestProperty("Range", "bytes=100-");

      assertThat(link.getResponseCode()).isEqualTo(206);
      assertThat(body(link)).isEqualTo(Arrays.copyOfRange(PICTURE, 100, PICTURE.length));
    }
  }

  @Test
  void refusesALinkThatIsNotTheSameByteForByte() throws Exception {
    try (ResultHost host = new ResultHost()) {
      String link = host.picture(PICTURE, "image/jpeg");

      assertThat(open(link.replace("%2B", "+")).getResponseCode()).isEqualTo(403);
    }
  }

  private static HttpURLConnection post(ArkServer server, byte[] json, boolean lengthKnown)
      throws IOException {
    HttpURLConnection connection = open(server.baseUrl() + "/images/generations");
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
