package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FusionTest {
  @RegisterExtension static final StudioServer studio = StudioServer.with();

  @Test
  void putsFurnitureWhereItIsPaintedAndNowhereElse() throws Exception {
    String photo = studio.painted(300, 200);
    Answer done = studio.fuse(photo, "");

    assertThat(done.text("provider")).isEqualTo("local");
    BufferedImage after = TestImages.decoded(studio.get(done.text("picture")).body());
    assertThat(after.getWidth()).isEqualTo(300);
    BufferedImage before =
        TestImages.decoded(studio.get("/api/photos/" + photo + "/picture").body());
    int changed = 0;
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 300; x++) {
        boolean painted = x >= 105 && x < 195 && y >= 55 && y < 145;
        if (before.getRGB(x, y) != after.getRGB(x, y)) {
          assertThat(painted).as("%d, %d is painted", x, y).isTrue();
          changed++;
        }
      }
    }
    assertThat(changed).isGreaterThan(1000);
  }

  @Test
  void fillsWhatIsEnclosedWhenItIsAsked() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 300, 200));
    studio.put("/api/photos/" + photo + "/mask", "image/png", TestImages.ring(300, 200));
    assertThat(changedInside(photo, false)).isZero();
    assertThat(changedInside(photo, true)).isPositive();
  }

  private static long changedInside(String photo, boolean fill) throws Exception {
    Answer done = studio.fuse(photo, ",\"fillEnclosed\":" + fill);
    int[] before = inside(studio.get("/api/photos/" + photo + "/picture"));
    int[] after = inside(studio.get(done.text("picture")));
    return IntStream.range(0, before.length).filter(i -> before[i] != after[i]).count();
  }

  private static int[] inside(Answer picture) throws Exception {
    return TestImages.decoded(picture.body()).getRGB(100, 70, 100, 60, null, 0, 100);
  }

  @Test
  void keepsAJournalAndMetricsWithoutIds() throws Exception {
    String photo = studio.painted(300, 200);
    String id = studio.fuse(photo, "").text("id");
    Answer journal = studio.get("/api/journal");
    assertThat(journal.json().path(0).path("provider").asString()).isEqualTo("local");
    assertThat(new String(journal.body(), UTF_8)).doesNotContain(id, photo);
    assertThat(studio.get("/actuator/metrics/maskloom.fusion").text("name"))
        .isEqualTo("maskloom.fusion");
  }

  /** As a full disk leaves it. */
  @Test
  void leavesTornLinesOutOfTheJournal() throws Exception {
    studio.fuse(studio.painted(300, 200), "");
    int before = studio.get("/api/journal").json().size();
    var journal = studio.folder().resolve("journal.jsonl");
    Files.writeString(journal, Files.readString(journal) + "{\"torn\":\n");

    assertThat(studio.get("/api/journal").json()).hasSize(before);
  }

  @Test
  void deletesAResultWithItsFile() throws Exception {
    String path = "/api/fusions/" + studio.fuse(studio.painted(300, 200), "").text("id");
    assertThat(studio.delete(path).status()).isEqualTo(204);
    assertThat(studio.get(path).status()).isEqualTo(404);
    assertThat(studio.folder().resolve("results/" + path.replaceFirst(".*/", ""))).doesNotExist();
  }

  @Test
  void looksForNothingOutsideOfItsFolders() throws Exception {
    String photo = studio.painted(300, 200);
    assertThat(studio.begin("../" + photo, StudioClient.SOFA, "").status()).isEqualTo(404);
    assertThat(studio.begin(photo, "../../journal.jsonl", "").status()).isEqualTo(404);
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
  void deletesWhatIsOld() throws Exception {
    String photo = studio.painted(300, 200);
    String recent = studio.painted(300, 200);
    Files.setLastModifiedTime(
        studio.folder().resolve("photos/" + photo), FileTime.from(Instant.EPOCH));

    studio.bean(Retention.class).deleteWhatIsOld();

    assertThat(studio.get("/api/photos/" + photo + "/picture").status()).isEqualTo(404);
    assertThat(studio.get("/api/photos/" + recent + "/picture").status()).isEqualTo(200);
  }
}
