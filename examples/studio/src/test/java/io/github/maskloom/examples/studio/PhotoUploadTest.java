package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.maskloom.examples.studio.StudioClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
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
          "maskloom.limits.max-input-size=300KB",
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
    String head =
        """
        --limit
        Content-Disposition: form-data; name="photo"; filename="../../evil.jpg"
        Content-Type: image/jpeg

        """
            .replace("\n", "\r\n");
    byte[] form =
        Bytes.concat(
            head.getBytes(US_ASCII),
            TestImages.photo("jpeg", 120, 80),
            "\r\n--limit--\r\n".getBytes(US_ASCII));

    Answer answer = studio.post("/api/photos", "multipart/form-data; boundary=\"limit\"", form);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(studio.files())
        .containsExactly(studio.folder().resolve("photos/" + answer.text("id") + "/photo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"form-data; name", ";", "attachment", "form-data; name=\"other\""})
  void findsNoPhotoInAPartThatIsCalledOtherwise(String disposition) throws Exception {
    String form = "--a\r\nContent-Disposition: " + disposition + "\r\n\r\nx\r\n--a--";
    Answer answer =
        studio.post("/api/photos", "multipart/form-data; boundary=a", form.getBytes(US_ASCII));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("no part");
  }

  @ParameterizedTest
  @CsvSource({"png, 400", "png, 180", "jpeg, 180", "gif, 180", "bmp, 180"})
  void refusesAnImageThatIsCutShortAlsoIfItIsSmallEnough(String format, int width)
      throws Exception {
    byte[] whole = TestImages.photo(format, width, 120);
    Answer answer = studio.post("/api/photos", "image/png", Arrays.copyOf(whole, whole.length / 2));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("image-format");
    assertThat(studio.files()).isEmpty();
  }

  @Test
  void copiesAnImageThatIsSmallEnough() throws Exception {
    byte[] jpeg = TestImages.photo("jpeg", 180, 120);
    Answer answer = studio.post("/api/photos", "image/jpeg", jpeg);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(studio.get(answer.text("picture")).body()).isEqualTo(jpeg);
  }

  @Test
  void leavesNothingOfAnUploadThatBreaksOff() throws Exception {
    try (RawClient sender = new RawClient(studio.port())) {
      sender
          .send("POST /api/photos", "Content-Type: image/png", "Content-Length: 100000")
          .bytes(new byte[500]);
      StudioClient.await(() -> !nothingIsKept());
    }
    StudioClient.await(PhotoUploadTest::nothingIsKept);
  }

  private static boolean nothingIsKept() {
    try {
      return studio.files().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void letsNoPathOutOfItsFolder() throws Exception {
    for (String id : new String[] {"..", "%2e%2e", "..%2f..%2fetc", "0123", "journal.jsonl"}) {
      assertThat(RawClient.answer(studio, "GET /api/photos/" + id + "/picture"))
          .matches("(?s)HTTP/1.1 (400|404).*");
    }
  }

  @Test
  void deletesAPhotoWithItsMask() throws Exception {
    String photo = studio.painted(200, 100);
    assertThat(studio.delete("/api/photos/" + photo).status()).isEqualTo(204);
    assertThat(studio.get("/api/photos/" + photo + "/picture").status()).isEqualTo(404);
    assertThat(studio.folder().resolve("photos/" + photo)).doesNotExist();
    assertThat(studio.delete("/api/photos/..").status()).isGreaterThanOrEqualTo(400);
  }
}
