package io.github.maskloom.http;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.http.StormServer.Kind;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.ProcessStatus;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * A process whose calls are cancelled, interrupted, or closed with their client, each at a random
 * moment. It says of each call how often and how its end was told, and in the end what is left.
 */
final class StormProbe {
  private static final int PLACES = 16;
  private static final int CALLS_OF_A_KIND = 10;
  private static final long LEAST_LATEST_MICROS = 60_000;
  private static final long SLOWEST_CONNECT_MICROS = 8_000;

  private final URI baseUrl;
  private final Path folder;
  private final Random random = new Random(20_261_126);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final Map<String, List<FusionRecord>> journal = new ConcurrentHashMap<>();
  private final List<Storm> calls = new ArrayList<>();
  private final List<Future<?>> begun = new ArrayList<>();
  private int next;

  /** Late enough for some calls to end by themselves, on however busy a machine. */
  private long latestMicros;

  private StormProbe(URI baseUrl, Path folder) {
    this.baseUrl = baseUrl;
    this.folder = folder;
  }

  /** Arguments: base URL, an empty folder for temporary files, a scene, how many calls. */
  public static void main(String[] args) throws Exception {
    StormProbe probe = new StormProbe(URI.create(args[0]), Path.of(args[1]));
    // The first connection makes the JVM open a socket of its own, for good.
    new Socket(probe.baseUrl.getHost(), probe.baseUrl.getPort()).close();
    long sockets = sockets();
    probe.run(Path.of(args[2]), Integer.parseInt(args[3]));
    probe.calls.forEach(call -> System.out.println(call.told()));
    System.out.println(
        "left threads "
            + CallProbe.threadsLeft()
            + " files "
            + probe.files()
            + " sockets "
            + (sockets() - sockets));
  }

  private void run(Path scene, int count) throws Exception {
    try (FusionClient own = client(config());
        FusionClient slow = client(slowConfig())) {
      fillEveryPlace(own, scene);
      long startNanos = System.nanoTime();
      fillEveryPlace(own, scene);
      latestMicros = Math.max(LEAST_LATEST_MICROS, (System.nanoTime() - startNanos) / 500);
      for (int round = 0; calls.size() < count; round++) {
        round(round % 2 == 0 ? own : slow, round % 2 == 0 ? config() : slowConfig(), scene);
      }
      fillEveryPlace(own, scene);
      fillEveryPlace(slow, scene);
    } finally {
      timer.shutdownNow();
      timer.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private void round(FusionClient lasting, HttpConfig config, Path scene) throws Exception {
    List<Storm> round = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    FusionClient closing = client(config);
    for (int i = 0; i < CALLS_OF_A_KIND; i++) {
      Storm cancelled = storm(scene);
      FusionCall result = lasting.start(cancelled.request);
      begun.add(closed(result));
      later(result::cancel);
      Storm interrupted = storm(scene);
      Thread thread = new Thread(() -> interrupted.fuse(lasting), "caller");
      thread.start();
      later(thread::interrupt);
      threads.add(thread);
      Storm closed = storm(scene);
      begun.add(closed(closing.start(closed.request)));
      round.addAll(List.of(cancelled, interrupted, closed));
    }
    CountDownLatch isClosed = new CountDownLatch(1);
    later(
        () -> {
          closing.close();
          isClosed.countDown();
        });
    await(isClosed);
    for (Storm each : round) {
      await(each.finished);
    }
    for (Thread each : threads) {
      each.join(30_000);
    }
    calls.addAll(round);
  }

  /** The end of a call whose result is closed. */
  private static Future<Void> closed(FusionCall call) {
    return call.completion().thenAccept(FusionResult::close).toCompletableFuture();
  }

  private void later(Runnable what) {
    long micros = (long) (random.nextDouble() * latestMicros);
    begun.add(timer.schedule(what, micros, TimeUnit.MICROSECONDS));
  }

  private static void await(CountDownLatch latch) throws InterruptedException, TimeoutException {
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new TimeoutException("a call did not end");
    }
  }

  /** As many calls as there are places wait for their answers at the same time. */
  private void fillEveryPlace(FusionClient client, Path scene) throws Exception {
    CyclicBarrier all = new CyclicBarrier(PLACES);
    List<FusionCall> results = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      results.add(client.start(request(scene, 1_000_000 + i, Kind.PICTURE, meeting(all))));
    }
    for (FusionCall each : results) {
      closed(each).get(60, TimeUnit.SECONDS);
    }
  }

  private static FusionListener meeting(CyclicBarrier all) {
    return new FusionListener() {
      @Override
      public void onProgress(FusionProgress progress) {
        if (progress instanceof FusionProgress.Waiting) {
          try {
            all.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not every place is free", e);
          }
        }
      }
    };
  }

  private Storm storm(Path scene) {
    Kind[] kinds = Kind.values();
    return new Storm(scene, next++, kinds[random.nextInt(kinds.length)]);
  }

  private static FusionRequest request(Path scene, int number, Kind kind, FusionListener listener) {
    return FusionRequest.builder(scene)
        .prompt(StormServer.prompt(number, kind))
        .listener(listener)
        .build();
  }

  /** One call, and how often it was told that it ended. */
  private final class Storm implements FusionListener {
    final CountDownLatch finished = new CountDownLatch(1);
    final String prompt;
    final FusionRequest request;
    private final List<FusionRecord> ends = new ArrayList<>();
    private volatile String odd = "";

    Storm(Path scene, int number, Kind kind) {
      prompt = StormServer.prompt(number, kind);
      request = request(scene, number, kind, this);
    }

    @Override
    public synchronized void onFinished(FusionRecord record) {
      ends.add(record);
      finished.countDown();
    }

    void fuse(FusionClient client) {
      try {
        client.fuse(request).discard();
      } catch (IOException | IllegalStateException e) {
        odd = e.getClass().getSimpleName();
      } catch (RuntimeException e) {
        odd = e instanceof MaskloomException ? "" : e.toString();
      }
    }

    synchronized String told() {
      FusionRecord record = ends.get(0);
      return String.join(
          " ",
          prompt,
          record.sent().delivery().name(),
          record.outcome().name(),
          String.valueOf(ends.size()),
          String.valueOf(journal.getOrDefault(record.asked().promptSha256(), List.of()).size()),
          record.error().orElse("-"),
          odd.isEmpty() ? "-" : odd);
    }
  }

  private FusionClient client(HttpConfig config) throws IOException {
    return FusionClient.open(
        new DrawProvider(),
        FusionConfig.builder()
            .provider(config)
            .maxConcurrent(PLACES)
            .maxQueued(1000)
            .closeGrace(Duration.ZERO)
            .tempFolder(folder)
            .journal(this::keep)
            .build());
  }

  private void keep(FusionRecord record) {
    journal
        .computeIfAbsent(
            record.asked().promptSha256(), hash -> Collections.synchronizedList(new ArrayList<>()))
        .add(record);
  }

  private HttpConfig config() {
    return DrawProvider.config(baseUrl)
        .withApiKey("key")
        .withMaxConcurrentCalls(PLACES)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ofMillis(5)));
  }

  private HttpConfig slowConfig() {
    return config().withHttpClient(slowClient());
  }

  /** Connects for each call, and takes its time for it. */
  private OkHttpClient slowClient() {
    Random delays = new Random(7);
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .socketFactory(
            MadeSockets.delayed(
                closed -> {
                  try {
                    closed.await(
                        (long) (delays.nextDouble() * SLOWEST_CONNECT_MICROS),
                        TimeUnit.MICROSECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }))
        .build();
  }

  /** What is left but for images that came before their client was closed, which stay. */
  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock") && !name.startsWith("image-"))
          .count();
    }
  }

  private static long sockets() throws IOException {
    return ProcessStatus.open().stream().filter(name -> name.startsWith("socket:")).count();
  }
}
