package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People with a photo of twelve megapixels each, twenty at a time, among clients that send or read
 * a byte a second, and a server with 64 MB of heap. Run by {@code -Pload}; takes minutes.
 */
@Tag("load")
class LoadTest {
  private static final int AT_ONCE = 20;

  @TempDir Path folder;

  private final List<Double> healthSeconds = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @CsvSource({"200, 0", "20, 100"})
  void servesPeopleInSixtyFourMegabytes(int people, int slow) throws Exception {
    try (ChildStudio studio =
        ChildStudio.start(folder, "studio.upload.timeout=5m", "maskloom.memory.max-wait=30s")) {
      Visitors visitors = new Visitors(studio);
      visitors.come(AT_ONCE, AT_ONCE);
      String job = visitors.furnish();
      long warmBytes = studio.liveHeapBytes();
      ScheduledExecutorService clock = Executors.newScheduledThreadPool(8);
      try {
        for (SlowClient client : clients(slow, studio.port(), job)) {
          var unused = clock.scheduleWithFixedDelay(client::goOn, 0, 1, TimeUnit.SECONDS);
        }
        var unused =
            clock.scheduleWithFixedDelay(() -> askForHealth(studio), 0, 200, TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        visitors.come(people, AT_ONCE);
        double seconds = (System.nanoTime() - start) / 1e9;
        tell(people, slow, visitors, seconds, warmBytes, studio.liveHeapBytes());
      } finally {
        clock.shutdownNow();
      }
      assertThat(studio.isAlive()).isTrue();
      assertThat(healthSeconds).isNotEmpty().doesNotContain(Double.POSITIVE_INFINITY);
      assertThat(studio.liveHeapBytes() - warmBytes).isLessThan(slow == 0 ? 3_000_000 : 20_000_000);
    }
  }

  private void tell(
      int people, int slow, Visitors visitors, double seconds, long before, long during) {
    List<Double> times = new ArrayList<>(healthSeconds);
    Collections.sort(times);
    System.out.printf(
        "%d people among %d slow clients in %.0f s; told to come back: %d times; health answered in"
            + " %.3f s (median), %.3f s (longest); live heap %.1f MB before, %.1f MB at the end%n",
        people,
        slow,
        seconds,
        visitors.refused(),
        times.get(times.size() / 2),
        times.get(times.size() - 1),
        before / 1e6,
        during / 1e6);
  }

  private void askForHealth(ChildStudio studio) {
    long start = System.nanoTime();
    try {
      assertThat(studio.get("/actuator/health").status()).isEqualTo(200);
      healthSeconds.add((System.nanoTime() - start) / 1e9);
    } catch (IOException e) {
      healthSeconds.add(Double.POSITIVE_INFINITY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every kind of body, and slow readers of answers and events. */
  private static List<SlowClient> clients(int slow, int port, String job) {
    List<List<String>> requests = new ArrayList<>();
    SlowClientTest.bodies()
        .forEach(
            body ->
                requests.add(
                    List.of(body.get(0), "Content-Type: " + body.get(1), "Content-Length: 9000")));
    for (String page :
        List.of(
            "/api/fusions/" + job + "/events",
            "/api/fusions/" + job + "/picture",
            "/demo/room.jpg",
            "/api/furniture/sofa_modern_teal.png/picture")) {
      requests.add(List.of("GET " + page));
    }
    List<SlowClient> clients = new ArrayList<>();
    for (int i = 0; i < slow; i++) {
      clients.add(new SlowClient(port, requests.get(i % requests.size())));
    }
    return clients;
  }

  /** Comes back when it is hung up on. Threads: one at a time. */
  private static final class SlowClient {
    private final int port;
    private final List<String> request;
    private @Nullable RawClient connection;

    SlowClient(int port, List<String> request) {
      this.port = port;
      this.request = request;
    }

    void goOn() {
      try {
        if (connection == null) {
          String[] headers = request.subList(1, request.size()).toArray(String[]::new);
          connection = new RawClient(port).send(request.get(0), headers);
        } else if (request.size() > 1) {
          connection.bytes((byte) ' ');
        }
        connection.sip();
      } catch (IOException e) {
        connection = null;
      }
    }
  }
}
