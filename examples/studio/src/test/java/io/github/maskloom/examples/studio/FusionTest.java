package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioServer.Answer;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusionTest {
  private static final String SOFA = "sofa_modern_teal.png";

  @RegisterExtension static final StudioServer studio = StudioServer.with();

  @Test
  void putsFurnitureWhereItIsPaintedAndNowhereElse() throws Exception {
    byte[] photo = TestImages.photo("png", 300, 200);
    Answer done = fused(painted(photo));

    assertThat(done.text("state")).isEqualTo("SUCCEEDED");
    assertThat(done.text("provider")).isEqualTo("local");
    BufferedImage before = TestImages.decoded(photo);
    BufferedImage after = TestImages.decoded(studio.get(done.text("picture")).body());
    assertThat(after.getWidth()).isEqualTo(300);
    int changed = 0;
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 300; x++) {
        boolean painted = x >= 60 && x < 240 && y >= 50 && y < 170;
        if (before.getRGB(x, y) != after.getRGB(x, y)) {
          assertThat(painted).as("%d, %d is painted", x, y).isTrue();
          changed++;
        }
      }
    }
    assertThat(changed).isGreaterThan(2000);
  }

  @Test
  void tellsHowItGoesUntilItEnds() throws Exception {
    String id = begun(painted(TestImages.photo("png", 300, 200)));
    String events = new String(studio.get("/api/fusions/" + id + "/events").body(), UTF_8);
    assertThat(events).contains("event:progress").contains("\"state\":\"SUCCEEDED\"");
  }

  @Test
  void keepsAJournalAndMetrics() throws Exception {
    fused(painted(TestImages.photo("png", 300, 200)));
    assertThat(studio.get("/api/journal").json().path(0).path("provider").asString())
        .isEqualTo("local");
    assertThat(studio.get("/actuator/metrics/maskloom.fusion").text("name"))
        .isEqualTo("maskloom.fusion");
    assertThat(studio.get("/actuator/health").text("status")).isEqualTo("UP");
  }

  @Test
  void handsNobodyTheIdsOfOthers() throws Exception {
    String photo = painted(TestImages.photo("png", 300, 200));
    String id = fused(photo).text("id");
    for (String path : List.of("/api/fusions", "/api/photos", "/api/journal", "/api/fusions/")) {
      assertThat(new String(studio.get(path).body(), UTF_8)).doesNotContain(id, photo);
    }
    assertThat(studio.get("/api/fusions").status()).isEqualTo(405);
  }

  @Test
  void deletesAResultWithItsFile() throws Exception {
    String path = "/api/fusions/" + fused(painted(TestImages.photo("png", 300, 200))).text("id");
    assertThat(studio.delete(path).status()).isEqualTo(204);
    assertThat(studio.get(path).status()).isEqualTo(404);
    assertThat(studio.folder().resolve("results/" + path.replaceFirst(".*/", ""))).doesNotExist();
  }

  @Test
  void needsPaint() throws Exception {
    Answer answer = begin(studio.photo(TestImages.photo("png", 300, 200)), SOFA);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("not-painted");
  }

  @Test
  void needsAPhotoAndFurnitureThatAreThere() throws Exception {
    String photo = painted(TestImages.photo("png", 300, 200));
    assertThat(begin("../" + photo, SOFA).status()).isEqualTo(404);
    assertThat(begin(photo, "../../journal.jsonl").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                              | "photo" and "furniture" are needed
          {"photo":"a"}                   | "photo" and "furniture" are needed
          {"photo":                       | is not JSON: look at line 1, column
          nonsense                        | is not JSON: look at line 1, column
          []                              | is not what is wanted: look at line 1, column
          {"photo":{},"furniture":"b"}    | is not what is wanted: look at line 1, column
          ~~                              | is not what is wanted: look at line 1, column 0
          """)
  void saysWhatIsWrongWithABody(String json, String why) throws Exception {
    Answer answer = studio.postJson("/api/fusions", json);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("bad-json");
    assertThat(answer.text("detail")).contains(why);
  }

  @Test
  void refusesABodyThatIsTooMuchForAParser() throws Exception {
    String wish = "\"photo\":\"a\",\"furniture\":\"b\"";
    for (byte[] body :
        List.of(
            ("{\"a\":" + "[".repeat(16_000)).getBytes(UTF_8),
            ("{" + wish + ",\"focus\":" + "{\"a\":".repeat(2_500)).getBytes(UTF_8),
            ("{" + wish + ",\"focus\":" + "9".repeat(16_000) + "}").getBytes(UTF_8),
            ("{" + wish + ",\"prompt\":1e" + "9".repeat(9_000) + "}").getBytes(UTF_8),
            "{\"photo\":\"\u00e9\",\"furniture\":\"b\"}".getBytes(ISO_8859_1),
            new byte[] {0, 0, 0, '{', 0, 0, 0, '"', 0x7f, 0, 0, 0, 0, 0, 0, '"'})) {
      Answer answer = studio.post("/api/fusions", "application/json", body);
      assertThat(answer.status()).as(new String(body, 0, 16, UTF_8)).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("bad-json");
    }
  }

  @Test
  void refusesAPromptThatIsTooLong() throws Exception {
    Answer answer =
        studio.postJson(
            "/api/fusions",
            "{\"photo\":\"a\",\"furniture\":\"b\",\"prompt\":\"%s\"}".formatted("x".repeat(2001)));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("at most 2000 characters");
  }

  @Test
  void deletesWhatIsOld() throws Exception {
    String photo = painted(TestImages.photo("png", 300, 200));
    String recent = painted(TestImages.photo("png", 300, 200));
    Files.setLastModifiedTime(
        studio.folder().resolve("photos/" + photo), FileTime.from(Instant.EPOCH));

    studio.bean(Retention.class).deleteWhatIsOld();

    assertThat(studio.get("/api/photos/" + photo + "/picture").status()).isEqualTo(404);
    assertThat(studio.get("/api/photos/" + recent + "/picture").status()).isEqualTo(200);
  }

  @Test
  void tellsBrowsersToRunNothingElse() throws Exception {
    Answer page = studio.get("/");
    assertThat(new String(page.body(), UTF_8)).contains("Maskloom Studio");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
  }

  private static String painted(byte[] photo) throws Exception {
    String id = studio.photo(photo);
    studio.put(
        "/api/photos/" + id + "/mask", "image/png", TestImages.mask(300, 200, 60, 50, 180, 120));
    return id;
  }

  private static Answer begin(String photo, String furniture) throws Exception {
    return studio.postJson(
        "/api/fusions", "{\"photo\":\"%s\",\"furniture\":\"%s\"}".formatted(photo, furniture));
  }

  private static String begun(String photo) throws Exception {
    Answer answer = begin(photo, SOFA);
    assertThat(answer.status()).isEqualTo(202);
    return answer.text("id");
  }

  private static Answer fused(String photo) throws Exception {
    String id = begun(photo);
    FusionJob job = studio.bean(Fusions.class).find(id).orElseThrow();
    StudioServer.await(() -> job.view().isFinal());
    return studio.get("/api/fusions/" + id);
  }
}
