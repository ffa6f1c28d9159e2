package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.PeopleMessages;
import io.github.maskloom.examples.studio.StudioServer.Answer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** A studio that ends while a service works on what it has queued, and the next one. */
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bringsTheImageThatTheServiceHasQueued(boolean killed) throws Exception {
    String path;
    try (ChildStudio studio = start()) {
      path = begun(studio, painted(studio));
      StudioServer.await(() -> service.count(Stage.POLL) > 0);
      if (killed) {
        studio.kill();
      }
    }
    int before = service.count(Stage.POLL);
    try (ChildStudio studio = start()) {
      assertThat(studio.get(path).text("state")).isEqualTo("RUNNING");
      StudioServer.await(() -> service.count(Stage.POLL) > before);
      service.plan(Stage.DOWNLOAD, image());
      wire.ready = true;

      Answer done = ended(studio, path);

      assertThat(done.text("state")).as(new String(done.body(), UTF_8)).isEqualTo("SUCCEEDED");
      assertThat(done.text("provider")).isEqualTo("flux");
      assertThat(TestImages.decoded(studio.get(done.text("picture")).body()).getWidth())
          .isEqualTo(WIDTH);
    }
    assertThat(service.count(Stage.SUBMIT)).isEqualTo(1);
    String prompt = new String(service.calls(Stage.SUBMIT).get(0).body(), UTF_8);
    assertThat(prompt).contains("Teal sofa for two. Deep cushions");
    assertThat(result(path).resolve("wish.json")).doesNotExist();
  }

  @Test
  void saysThatWhatTheServiceDidNotAnswerMayHaveBeenBilled() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    service.plan(
        Stage.SUBMIT, io.github.maskloom.testing.internal.server.Answer.stalledError(200, stalled));
    String path;
    try (ChildStudio studio = start()) {
      path = begun(studio, painted(studio));
      StudioServer.await(() -> stalled.getCount() == 0);
      studio.kill();
    }
    assertThatItFailedDearly(path);
  }

  @Test
  void takesNothingUpForAPhotoThatIsGone() throws Exception {
    String path;
    try (ChildStudio studio = start()) {
      String photo = painted(studio);
      path = begun(studio, photo);
      StudioServer.await(() -> service.count(Stage.POLL) > 0);
      studio.kill();
      FileSystemUtils.deleteRecursively(folder.resolve("data/photos").resolve(photo));
    }
    assertThatItFailedDearly(path);
  }

  @Test
  void saysNothingOfABillForAPreviewInTheLanguageOfWhoAskedForIt() throws Exception {
    String id = "0123456789abcdef".repeat(2);
    Path result = Files.createDirectories(result(id));
    new KeptWish(id, "sofa.png", "", false, false, Instant.now(), "zh", "local").keep(result);
    Path cut = Files.createDirectories(result("f".repeat(32)));
    Files.writeString(cut.resolve("wish.json"), "{\"photo\":\"");
    try (ChildStudio studio = start()) {
      Answer failed = studio.get("/api/fusions/" + id);

      assertThat(failed.text("state")).isEqualTo("FAILED");
      assertThat(failed.text("detail"))
          .isEqualTo(
              PeopleMessages.of(new CancelledCallException("", Delivery.NOT_SENT), Locale.CHINESE));
      assertThat(studio.get("/api/fusions/" + "f".repeat(32)).status()).isEqualTo(404);
    }
    assertThat(service.requests()).isEmpty();
  }

  /** The next studio says so, once, and asks the service for nothing. */
  private void assertThatItFailedDearly(String path) throws Exception {
    assertThat(result(path).resolve("wish.json")).exists();
    int before = service.requests().size();
    try (ChildStudio studio = start()) {
      Answer failed = studio.get(path);

      assertThat(failed.text("state")).isEqualTo("FAILED");
      assertThat(failed.text("problem")).isEqualTo("internal");
      assertThat(failed.text("detail"))
          .contains("was stopped before it was done")
          .contains("may have been billed");
      assertThat(studio.send("DELETE", path, "text/plain", new byte[0]).status()).isEqualTo(204);
    }
    assertThat(service.requests()).hasSize(before);
    assertThat(result(path)).doesNotExist();
  }

  private ChildStudio start() throws IOException {
    return ChildStudio.start(
        folder,
        "studio.provider=flux",
        "studio.flux.api-key=secret",
        "studio.fusion.close-grace=0s",
        "maskloom.fusion.flux.base-url=" + service.address());
  }

  private Path result(String path) {
    return folder.resolve("data/results").resolve(path.replaceFirst(".*/", ""));
  }

  /** The id of a photo that is painted in its middle. */
  private static String painted(ChildStudio studio) throws Exception {
    byte[] photo = TestImages.photo("png", WIDTH, HEIGHT);
    String id = studio.send("POST", "/api/photos", "image/png", photo).text("id");
    byte[] mask = TestImages.mask(WIDTH, HEIGHT, 200, 150, 100, 100);
    studio.send("PUT", "/api/photos/" + id + "/mask", "image/png", mask);
    return id;
  }

  /** Asks for a fusion of all of a photo, and answers where it is told of. */
  private static String begun(ChildStudio studio, String photo) throws Exception {
    String wish =
        "{\"photo\":\"%s\",\"furniture\":\"sofa_modern_teal.png\",\"focus\":false}"
            .formatted(photo);
    Answer begun = studio.send("POST", "/api/fusions", "application/json", wish.getBytes(UTF_8));
    assertThat(begun.status()).as(new String(begun.body(), UTF_8)).isEqualTo(202);
    return begun.header("Location");
  }

  /** How a job is told of once it has ended: its events end with it. */
  private static Answer ended(ChildStudio studio, String path) throws Exception {
    studio.get(path + "/events");
    return studio.get(path);
  }

  private static io.github.maskloom.testing.internal.server.Answer image() throws IOException {
    byte[] image = TestImages.photo("png", WIDTH, HEIGHT);
    return io.github.maskloom.testing.internal.server.Answer.body(200, "image/png", image);
  }
}
