package io.github.maskloom.examples.studio;

import static io.github.maskloom.examples.studio.StudioClient.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.PeopleMessages;
import io.github.maskloom.examples.studio.StudioClient.Answer;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A studio that is killed while a service works on what it has queued, and the next ones. */
class FusionRestartTest {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 400;

  @TempDir Path folder;

  private final Flux wire = new Flux();
  private final JobServer service = new JobServer(wire);

  /** How the service writes of a task, which waits until it is let. */
  private static final class Flux implements JobWire {
    volatile boolean ready;

    @Override
    public String accepted(String id, URI service) {
      return "{\"polling_url\":\"%s/get_result?id=%s\",\"id\":\"%s\",\"cost\":5.0}"
          .formatted(service, id, id);
    }

    @Override
    public String waiting(String id) {
      return "{\"id\":\"%s\",\"status\":\"Pending\",\"result\":null}".formatted(id);
    }

    @Override
    public String done(String id, URI image) {
      return ready
          ? "{\"id\":\"%s\",\"status\":\"Ready\",\"result\":{\"sample\":\"%s\"}}"
              .formatted(id, image)
          : waiting(id);
    }

    @Override
    public boolean isCancel(String method, String path) {
      return false;
    }
  }

  @AfterEach
  void close() throws IOException {
    service.close();
  }

  /**
   * One studio is killed amid three calls, the next one ends at once, and a third has the image.
   */
  @Test
  void goesOnWithWhatTheServiceHasQueuedAndSaysWhatMayHaveBeenBilled() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    service.plan(
        Stage.SUBMIT, io.github.maskloom.testing.internal.server.Answer.stalledError(200, stalled));
    String unanswered;
    String queued;
    String orphaned;
    try (ChildStudio studio = ChildStudio.start(folder, properties())) {
      unanswered = begun(studio, studio.painted(WIDTH, HEIGHT));
      await(() -> stalled.getCount() == 0);
      queued = begun(studio, studio.painted(WIDTH, HEIGHT));
      String photo = studio.painted(WIDTH, HEIGHT);
      orphaned = begun(studio, photo);
      await(() -> service.count(Stage.SUBMIT) == 3 && service.count(Stage.POLL) > 3);
      studio.kill();
      FileSystemUtils.deleteRecursively(data().resolve("photos").resolve(photo));
    }
    assertThat(result(unanswered).resolve("wish.json")).exists();

    try (StudioServer studio = StudioServer.in(data(), properties())) {
      awaitPolls();
      assertThat(studio.get(queued).text("state")).isEqualTo("RUNNING");
      assertThatItFailedDearly(studio, unanswered);
      assertThatItFailedDearly(studio, orphaned);
    }
    try (StudioServer studio = StudioServer.in(data(), properties())) {
      awaitPolls();
      service.plan(Stage.DOWNLOAD, image());
      wire.ready = true;
      assertThatItHasTheImage(studio, queued);
    }
    assertThat(service.count(Stage.SUBMIT)).isEqualTo(3);
    String prompt = new String(service.calls(Stage.SUBMIT).get(1).body(), UTF_8);
    assertThat(prompt).contains("Teal sofa for two. Deep cushions");
    assertThat(result(queued).resolve("wish.json")).doesNotExist();
  }

  private void awaitPolls() {
    int before = service.count(Stage.POLL);
    await(() -> service.count(Stage.POLL) > before);
  }

  private void assertThatItHasTheImage(StudioServer studio, String path) throws Exception {
    Answer done = studio.ended(path);
    assertThat(done.text("state")).as(new String(done.body(), UTF_8)).isEqualTo("SUCCEEDED");
    assertThat(done.text("provider")).isEqualTo("flux");
    byte[] picture = studio.get(done.text("picture")).body();
    assertThat(TestImages.decoded(picture).getWidth()).isEqualTo(WIDTH);
  }

  private void assertThatItFailedDearly(StudioServer studio, String path) throws Exception {
    Answer failed = studio.get(path);
    assertThat(failed.text("state")).isEqualTo("FAILED");
    assertThat(failed.text("problem")).isEqualTo("cancelled-call");
    assertThat(failed.text("detail"))
        .contains("was stopped before it was done")
        .contains("may have been billed");
    assertThat(studio.delete(path).status()).isEqualTo(204);
    assertThat(result(path)).doesNotExist();
  }

  @Test
  void saysNothingOfABillForAPreviewInTheLanguageOfWhoAskedForIt() throws Exception {
    String id = "0123456789abcdef".repeat(2);
    Path result = Files.createDirectories(result(id));
    new KeptWish(id, "sofa.png", "", false, false, Instant.now(), "zh", "local").keep(result);
    Path cut = Files.createDirectories(result("f".repeat(32)));
    Files.writeString(cut.resolve("wish.json"), "{\"photo\":\"");
    try (StudioServer studio = StudioServer.in(data(), properties())) {
      Answer failed = studio.get("/api/fusions/" + id);

      assertThat(failed.text("state")).isEqualTo("FAILED");
      assertThat(failed.text("detail"))
          .isEqualTo(
              PeopleMessages.of(new CancelledCallException("", Delivery.NOT_SENT), Locale.CHINESE));
      assertThat(studio.get("/api/fusions/" + "f".repeat(32)).status()).isEqualTo(404);
    }
    assertThat(service.requests()).isEmpty();
  }

  private String[] properties() {
    return new String[] {
      "studio.provider=flux",
      "maskloom.fusion.flux.api-key=secret",
      "maskloom.fusion.max-concurrent=3",
      "maskloom.fusion.close-grace=0s",
      "maskloom.fusion.flux.base-url=" + service.address()
    };
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path result(String path) {
    return data().resolve("results").resolve(path.replaceFirst(".*/", ""));
  }

  /** Asks for a fusion of all of a photo, and answers where it is told of. */
  private static String begun(StudioClient studio, String photo) throws Exception {
    Answer begun = studio.begin(photo, StudioClient.SOFA, ",\"focus\":false");
    assertThat(begun.status()).as(new String(begun.body(), UTF_8)).isEqualTo(202);
    return begun.header("Location");
  }

  private static io.github.maskloom.testing.internal.server.Answer image() throws IOException {
    byte[] image = TestImages.photo("png", WIDTH, HEIGHT);
    return io.github.maskloom.testing.internal.server.Answer.body(200, "image/png", image);
  }
}
