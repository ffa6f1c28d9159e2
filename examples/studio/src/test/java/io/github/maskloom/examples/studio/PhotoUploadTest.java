package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

class PhotoUploadTest {
  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
          "studio.upload.max-size=300KB",
          "studio.upload.max-side=200",
          "studio.upload.timeout=1s",
          "server.tomcat.connection-timeout=2s");

  @AfterEach
  void emptyFolder() throws IOException {
    FileSystemUtils.deleteRecursively(studio.folder().resolve("photos"));
    Files.createDirectories(studio.folder().resolve("photos"));
  }

  @Test
  void keepsAPhotoShrunk() throws Exception {
    Answer answer = studio.post("/api/photos", "image/png", TestImages.photo("png", 400, 300));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/api/photos/" + answer.text("id"));
    assertThat(answer.json().path("width").asInt()).isEqualTo(200);
    Answer picture = studio.get(answer.text("picture"));
    assertThat(picture.header("Content-Type")).isEqualTo(answer.text("mediaType"));
    assertThat(TestImages.decoded(picture.body()).getHeight()).isEqualTo(150);
  }

  @Test
  void takesAPhotoFromAFormUnderNoNameOfItsOwn() throws Exception {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.write(
        ("--limit\r\nContent-Disposition: form-data; name=\"photo\";"
                + " filename=\"../../evil.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
            .getBytes(US_ASCII));
    form.write(TestImages.photo("jpeg", 120, 80));
    form.write("\r\n--limit--\r\n".getBytes(US_ASCII));

    Answer answer =
        studio.post("/api/photos", "multipart/form-data; boundary=limit", form.toByteArray());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(studio.files())
        .containsExactly(studio.folder().resolve("photos/" + answer.text("id") + "/photo"));
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() throws Exception {
    assertRefused(studio.post("/api/photos", "image/png", new byte[400_000]), 413, "too-large");
  }

  @Test
  void refusesABodyThatTurnsOutTooLarge() throws Exception {
    Answer answer =
        studio.send(
            "POST",
            "/api/photos",
            "image/png",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[400_000])));
    assertRefused(answer, 413, "too-large");
  }

  @Test
  void refusesAFormThatIsTooLarge() throws Exception {
    byte[] form = new byte[400_000];
    Arrays.fill(form, (byte) ' ');
    byte[] head =
        "--limit\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n"
            .getBytes(US_ASCII);
    System.arraycopy(head, 0, form, 0, head.length);
    byte[] tail = "\r\n--limit--\r\n".getBytes(US_ASCII);
    System.arraycopy(tail, 0, form, form.length - tail.length, tail.length);

    Answer answer = studio.post("/api/photos", "multipart/form-data; boundary=limit", form);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(studio.files()).isEmpty();
  }

  @Test
  void refusesAnImageThatClaimsBillionsOfPixels() throws Exception {
    Answer answer = studio.post("/api/photos", "image/png", TestImages.bomb(60_000, 60_000));

    assertRefused(answer, 413, "image-limit");
    assertThat(answer.text("limit")).isEqualTo("maxPixels");
    assertThat(answer.json().path("asked").asLong()).isEqualTo(3_600_000_000L);
  }

  @Test
  void refusesAnImageThatIsCutShort() throws Exception {
    byte[] whole = TestImages.photo("png", 400, 300);
    Answer answer = studio.post("/api/photos", "image/png", Arrays.copyOf(whole, whole.length / 2));
    assertRefused(answer, 422, "image-format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void refusesAnImageThatIsCutShortEvenIfItIsSmallEnough(String format) throws Exception {
    byte[] whole = TestImages.photo(format, 180, 120);
    Answer answer = studio.post("/api/photos", "image/png", Arrays.copyOf(whole, whole.length / 2));
    assertRefused(answer, 422, "image-format");
  }

  @Test
  void copiesAnImageThatIsSmallEnough() throws Exception {
    byte[] jpeg = TestImages.photo("jpeg", 180, 120);
    Answer answer = studio.post("/api/photos", "image/jpeg", jpeg);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(studio.get(answer.text("picture")).body()).isEqualTo(jpeg);
  }

  @Test
  void refusesWhatIsNoImage() throws Exception {
    Answer answer =
        studio.post("/api/photos", "image/png", "%PDF-1.7 not an image".getBytes(UTF_8));
    assertRefused(answer, 415, "unsupported-type");
    assertThat(answer.header("Accept")).contains("image/jpeg");
  }

  @Test
  void refusesATypeThatIsNoImage() throws Exception {
    Answer answer = studio.post("/api/photos", "text/plain", "hello".getBytes(UTF_8));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void leavesNothingOfAnUploadThatBreaksOff() throws Exception {
    try (Socket sender = new Socket("localhost", studio.port())) {
      sender.getOutputStream().write(head("image/png", 100_000).getBytes(US_ASCII));
      sender.getOutputStream().write(new byte[500]);
      sender.getOutputStream().flush();
      StudioServer.await(() -> !nothingIsKept());
    }
    StudioServer.await(PhotoUploadTest::nothingIsKept);
    assertThat(studio.files()).isEmpty();
  }

  @Test
  void givesUpOnASlowSender() throws Exception {
    try (Socket sender = new Socket("localhost", studio.port())) {
      sender.getOutputStream().write(head("image/png", 100_000).getBytes(US_ASCII));
      ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
      try {
        Future<?> drips =
            dripping.scheduleWithFixedDelay(() -> drip(sender), 0, 20, TimeUnit.MILLISECONDS);
        String answer = new String(sender.getInputStream().readNBytes(12), US_ASCII);
        assertThat(answer).isEqualTo("HTTP/1.1 408");
        drips.cancel(true);
      } finally {
        dripping.shutdownNow();
      }
    }
    assertThat(studio.files()).isEmpty();
  }

  /** Sends a byte; once the server has had enough no more follow. */
  private static void drip(Socket sender) {
    try {
      sender.getOutputStream().write(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean nothingIsKept() {
    try {
      return studio.files().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static String head(String type, int length) {
    return "POST /api/photos HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  @Test
  void letsNoPathOutOfItsFolder() throws Exception {
    for (String id : new String[] {"..", "%2e%2e", "..%2f..%2fetc", "0123", "journal.jsonl"}) {
      try (Socket raw = new Socket("localhost", studio.port())) {
        raw.getOutputStream()
            .write(
                ("GET /api/photos/"
                        + id
                        + "/picture HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(US_ASCII));
        InputStream answer = raw.getInputStream();
        assertThat(new String(answer.readNBytes(12), US_ASCII)).matches("HTTP/1.1 (400|404)");
      }
    }
  }

  /** Also where the server refuses a request before the studio sees it. */
  @ParameterizedTest
  @CsvSource({
    "GET /api/photos/a%2fb/picture, 400",
    "GET /api/photos/a%00b/picture, 400",
    "GET /api/photos/a%5cb/picture, 400",
    "TRACE /api/photos, 405",
    "GET /nothing/here, 404"
  })
  void answersEveryRefusalWithAProblemDocument(String request, int status) throws Exception {
    try (Socket raw = new Socket("localhost", studio.port())) {
      raw.getOutputStream()
          .write(
              (request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      String answer = new String(raw.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertThat(answer)
          .containsPattern("(?i)content-type: *application/problem\\+json")
          .contains("\"status\":" + status, "\"detail\":\"")
          .doesNotContainIgnoringCase("<html");
    }
  }

  private static void assertRefused(Answer answer, int status, String problem) throws IOException {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.text("detail")).isNotBlank();
    assertThat(studio.files()).isEmpty();
  }
}
