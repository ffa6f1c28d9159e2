package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import java.awt.Point;
import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FusionTest {
  @RegisterExtension static final StudioServer studio = StudioServer.usual();

  @Test
  void putsFurnitureWhereItIsPaintedAndNowhereElse() throws Exception {
    String photo = studio.painted(300, 200);
    Answer done = studio.fuse(photo, "");

    assertThat(done.text("provider")).isEqualTo("local");
    List<Point> changes = changes(photo, done);
    assertThat(changes).hasSizeGreaterThan(1000).allMatch(new Rectangle(105, 55, 90, 90)::contains);
  }

  @Test
  void fillsWhatIsEnclosedWhenItIsAsked() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 300, 200));
    studio.put("/api/photos/" + photo + "/mask", "image/png", TestImages.ring(300, 200));
    Rectangle inside = new Rectangle(100, 70, 100, 60);
    Answer asIs = studio.fuse(photo, ",\"fillEnclosed\":false");
    assertThat(changes(photo, asIs)).noneMatch(inside::contains);
    Answer filled = studio.fuse(photo, ",\"fillEnclosed\":true");
    assertThat(changes(photo, filled)).anyMatch(inside::contains);
  }

  private static List<Point> changes(String photo, Answer done) throws Exception {
    byte[] before = studio.get("/api/photos/" + photo + "/picture").body();
    return TestImages.changes(before, studio.get(done.text("picture")).body());
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
  void deletesAFolderThatOthersDeleteToo() throws Exception {
    Path folder = studio.folder().resolve("many");
    ExecutorService visitors = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < 20; i++) {
        Files.createDirectory(folder);
        for (int file = 0; file < 50; file++) {
          Files.createFile(folder.resolve("file" + file));
        }
        CyclicBarrier start = new CyclicBarrier(3);
        Callable<Void> deletion =
            () -> {
              start.await();
              StudioFolder.delete(folder);
              return null;
            };
        for (Future<Void> each : visitors.invokeAll(Collections.nCopies(3, deletion))) {
          each.get();
        }
        assertThat(folder).doesNotExist();
      }
    } finally {
      visitors.shutdownNow();
    }
  }

  @Test
  void deletesWhatIsOld() throws Exception {
    String photo = studio.painted(300, 200);
    String recent = studio.painted(300, 200);
    Files.setLastModifiedTime(
        studio.folder().resolve("photos/" + photo), FileTime.from(Instant.EPOCH));

    studio.bean(Quotas.class).deleteWhatIsOld();

    assertThat(studio.get("/api/photos/" + photo + "/picture").status()).isEqualTo(404);
    assertThat(studio.get("/api/photos/" + recent + "/picture").status()).isEqualTo(200);
  }
}
