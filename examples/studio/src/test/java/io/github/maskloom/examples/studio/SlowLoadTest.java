package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred clients that send or read a byte a second, twenty people among them, and a server with
 * 64 MB of heap. Run by {@code -Pload}; takes minutes.
 */
@Tag("load")
class SlowLoadTest {
  private static final int SLOW = Integer.getInteger("studio.load.slow", 100);
  private static final int PEOPLE = 20;

  @TempDir Path folder;

  private final AtomicInteger hungUpOn = new AtomicInteger();
  private final List<Double> healthSeconds = new CopyOnWriteArrayList<>();

  @Test
  void servesPeopleAmongSlowClients() throws Exception {
    try (ChildStudio studio = ChildStudio.start(folder, "studio.upload.max-wait=30s")) {
      Visitors visitors = new Visitors(studio);
      String job = visitors.furnish();
      long warmBytes = studio.liveHeapBytes();
      ScheduledExecutorService clock = Executors.newScheduledThreadPool(8);
      try {
        for (SlowClient client : clients(studio.port(), job)) {
          var unused = clock.scheduleWithFixedDelay(client::goOn, 0, 1, TimeUnit.SECONDS);
        }
        var unused =
            clock.scheduleWithFixedDelay(() -> askForHealth(studio), 0, 200, TimeUnit.MILLISECONDS);
        TimeUnit.SECONDS.sleep(10); // All of them are there.
        long start = System.nanoTime();
        visitors.come(PEOPLE, PEOPLE);
        double seconds = (System.nanoTime() - start) / 1e9;
        tell(visitors, seconds, warmBytes, studio.liveHeapBytes());
      } finally {
        clock.shutdownNow();
      }
      assertThat(studio.isAlive()).isTrue();
      assertThat(healthSeconds).isNotEmpty().doesNotContain(Double.POSITIVE_INFINITY);
    }
  }

  private void tell(Visitors visitors, double seconds, long before, long during) {
    List<Double> times = new ArrayList<>(healthSeconds);
    Collections.sort(times);
    System.out.printf(
        "%d people among %d slow clients in %.0f s; told to come back: %d times; slow ones hung up"
            + " on: %d times; health asked %d times, answered in %.3f s (median), %.3f s (longest);"
            + " live heap %.1f MB before, %.1f MB among them%n",
        PEOPLE,
        SLOW,
        seconds,
        visitors.refused(),
        hungUpOn.get(),
        times.size(),
        times.get(times.size() / 2),
        times.get(times.size() - 1),
        before / 1e6,
        during / 1e6);
  }

  private void askForHealth(ChildStudio studio) {
    long start = System.nanoTime();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(studio.uri("/actuator/health"))
              .timeout(Duration.ofSeconds(30))
              .build();
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
      assertThat(status).isEqualTo(200);
      healthSeconds.add((System.nanoTime() - start) / 1e9);
    } catch (IOException e) {
      healthSeconds.add(Double.POSITIVE_INFINITY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every kind of body, slow readers of answers and events, and a head that never ends. */
  private List<SlowClient> clients(int port, String job) {
    List<Task> tasks = new ArrayList<>();
    SlowClientTest.bodies()
        .forEach(
            body ->
                tasks.add(
                    new Task(
                        body.get(0),
                        List.of("Content-Type: " + body.get(1), "Content-Length: 9000"))));
    tasks.add(new Task("GET /api/fusions/" + job + "/events", List.of()));
    tasks.add(new Task("GET /api/fusions/" + job + "/picture", List.of()));
    tasks.add(new Task("GET /demo/room.jpg", List.of()));
    tasks.add(new Task("GET /api/furniture/sofa_modern_teal.png/picture", List.of()));
    List<SlowClient> clients = new ArrayList<>();
    for (int i = 0; i < SLOW; i++) {
      clients.add(new SlowClient(port, tasks.get(i % tasks.size())));
    }
    return clients;
  }

  /** A request; without headers it is for reading its answer slowly. */
  private record Task(String request, List<String> headers) {}

  /** Comes back when it is hung up on. Threads: one at a time. */
  private final class SlowClient {
    private final int port;
    private final Task task;
    private @Nullable RawClient connection;

    SlowClient(int port, Task task) {
      this.port = port;
      this.task = task;
    }

    void goOn() {
      try {
        if (connection == null) {
          connection =
              new RawClient(port).send(task.request(), task.headers().toArray(String[]::new));
        } else if (task.headers().isEmpty()) {
          connection.sip();
        } else {
          connection.bytes((byte) ' ');
          connection.sip();
        }
      } catch (IOException e) {
        hungUpOn.incrementAndGet();
        connection = null;
      }
    }
  }
}
