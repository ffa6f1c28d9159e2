package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import io.github.maskloom.fusion.FusionProgress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** More slow clients than the server has threads. */
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientTest {
  private static final int THREADS = 6;
  private static final String ID = "0".repeat(32);

  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
              "server.tomcat.threads.max=" + THREADS,
              "server.tomcat.connection-timeout=5m",
              "server.tomcat.max-keep-alive-requests=-1",
              "studio.upload.timeout=5m")
          .and(EventPage.class);

  @RegisterExtension
  static final StudioServer strict =
      StudioServer.with(
          "studio.upload.timeout=1s",
          "maskloom.limits.max-input-size=300KB",
          "studio.answer-timeout=1s",
          "server.tomcat.connection-timeout=5m");

  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  /** Every kind of body: a request, and the body's type. */
  static Stream<List<String>> bodies() {
    return Stream.of(
        List.of("POST /api/photos", "image/png"),
        List.of("POST /api/photos", "multipart/form-data; boundary=limit"),
        List.of("PUT /api/photos/" + ID + "/mask", "image/png"),
        List.of("PUT /api/photos/" + ID + "/mask", "application/json"),
        List.of("POST /api/fusions", "application/json"),
        List.of("POST /api/fusions", "text/plain"),
        List.of("DELETE /api/fusions/" + ID, "application/x-www-form-urlencoded"),
        List.of("POST /api/furniture/reload", "application/json"),
        List.of("GET /actuator/health", "application/json"),
        List.of("POST /nothing/here", "text/plain"));
  }

  /** Bodies that are taken, and bodies that are refused by their length. */
  @ParameterizedTest
  @MethodSource("bodies")
  void holdsNoThreadForABodyThatComesSlowly(List<String> request) throws Exception {
    for (String length : List.of("Content-Length: 9000", "Content-Length: 60000000")) {
      for (int i = 0; i < 2 * THREADS; i++) {
        client(studio)
            .send(request.get(0), "Content-Type: " + request.get(1), length)
            .bytes((byte) ' ');
      }
    }
    assertHealthy();
  }

  @Test
  void givesEveryBodyADeadline() throws Exception {
    ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
    try {
      for (List<String> request : bodies().toList()) {
        RawClient client =
            client(strict)
                .send(request.get(0), "Content-Type: " + request.get(1), "Content-Length: 9000");
        var unused = dripping.scheduleWithFixedDelay(client::drip, 0, 20, TimeUnit.MILLISECONDS);
      }
      for (RawClient client : clients) {
        assertThat(client.statusLine()).isEqualTo("HTTP/1.1 408");
      }
    } finally {
      dripping.shutdownNow();
    }
    assertThat(strict.files()).isEmpty();
  }

  /** The bodies that hold no image are small: a larger one would cost others their memory. */
  @ParameterizedTest
  @MethodSource("bodies")
  void givesEveryBodyASize(List<String> request) throws Exception {
    // Beyond every limit, and read to its end all the same: else the answer may be lost with the
    // connection, on which a client still sends.
    byte[] body =
        ("{\"photo\":\"" + "x".repeat(500_000) + "\",\"furniture\":\"b\"}").getBytes(UTF_8);
    String[] line = request.get(0).split(" ", 2);

    Answer declared =
        strict.send(line[0], line[1], request.get(1), BodyPublishers.ofByteArray(body));
    Answer chunked =
        strict.send(
            line[0],
            line[1],
            request.get(1),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    for (Answer answer : List.of(declared, chunked)) {
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.problem()).isEqualTo("too-large");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
    assertThat(strict.files()).isEmpty();
  }

  /** Pipelined, since the system keeps as much of an answer as fits into its buffers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/demo/room.jpg",
        "/css/studio.css",
        "/api/furniture/sofa_modern_teal.png/picture",
        "/api/photos/%s/picture"
      })
  void holdsNoThreadForAnAnswerThatIsReadSlowly(String page) throws Exception {
    String path = page.formatted(studio.photo(TestImages.photo("png", 400, 300)));
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < 2 * THREADS; i++) {
      client(studio).bytes(request.repeat(2000).getBytes(UTF_8));
    }
    assertHealthy();
  }

  /** More requests than the server reads ahead, so that the system tells of the end at once. */
  @Test
  void hangsUpOnWhoeverDoesNotReadAnAnswerInTime() throws Exception {
    String request = "GET /demo/room.jpg HTTP/1.1\r\nHost: localhost\r\n\r\n";
    RawClient client = client(strict).bytes(request.repeat(2000).getBytes(UTF_8));
    StudioClient.await(() -> !client.isConnected());
  }

  /** More events than the system keeps for a client: each has a long name in it. */
  @Test
  void waitsForNobodyWhoDoesNotReadItsEvents() throws Exception {
    FusionJob job =
        new FusionJob(
            Path.of(ID),
            new KeptWish(ID, "a".repeat(20_000), "", false, false, Instant.EPOCH, "en", "local"));
    FusionEvents events = studio.bean(FusionEvents.class);
    EventPage.job.set(job);
    assertThat(client(studio).send("GET /test/events").statusLine()).isEqualTo("HTTP/1.1 200");

    for (int i = 0; i < 500; i++) {
      job.onProgress(new FusionProgress.Uploading(i % 100, 100));
      events.tellNews();
    }

    job.fail(new CancellationException());
    RawClient reader = client(studio).send("GET /test/events", "Connection: close");
    assertThat(reader.answer()).contains("CANCELLED");
  }

  /** Events of a job that nobody has to fuse for. */
  @RestController
  static class EventPage {
    static final AtomicReference<FusionJob> job = new AtomicReference<>();
    private final FusionEvents events;

    EventPage(FusionEvents events) {
      this.events = events;
    }

    @GetMapping("/test/events")
    void follow(HttpServletRequest request, HttpServletResponse response) throws IOException {
      events.follow(Objects.requireNonNull(job.get()), request, response);
    }
  }

  private RawClient client(StudioServer server) throws IOException {
    RawClient client = new RawClient(server.port());
    clients.add(client);
    return client;
  }

  private static void assertHealthy() throws Exception {
    assertThat(studio.get("/actuator/health").text("status")).isEqualTo("UP");
  }
}
