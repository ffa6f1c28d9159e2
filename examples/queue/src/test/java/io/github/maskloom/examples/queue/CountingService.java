package io.github.maskloom.examples.queue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.maskloom.image.ImageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * A service that counts how often it is asked for what, and kills who asks when a plan says so.
 *
 * <p>What it is asked for says what it answers: {@code refused} things never, {@code busy} ones the
 * second time, {@code silent} ones not at all, and all others at once.
 */
public final class CountingService implements AutoCloseable {
  private final KillPlan plan;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> turnedAway = new ConcurrentHashMap<>();
  private final Function<String, byte[]> answers;

  public CountingService(KillPlan plan) throws IOException {
    this(plan, what -> picture());
  }

  /** Answers with the image of what it is asked for. */
  public CountingService(KillPlan plan, Function<String, byte[]> answers) throws IOException {
    this.plan = plan;
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/phase", this::phase);
    server.createContext("/fuse", this::fuse);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often the service was asked for a thing and did not turn it away unbilled. */
  int asked(String what) {
    return count(asked, what) - count(turnedAway, what);
  }

  /** Whether a result is what this answers to something, whole. */
  boolean isAnswer(String what, JobResult result) throws IOException {
    List<ImageSource> images = List.copyOf(result.images().values());
    try (InputStream image = images.get(0).open()) {
      return images.size() == 1 && Arrays.equals(image.readAllBytes(), answers.apply(what));
    }
  }

  private static int count(Map<String, AtomicInteger> counts, String what) {
    AtomicInteger count = counts.get(what);
    return count == null ? 0 : count.get();
  }

  /** A black image. */
  public static byte[] picture() {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void phase(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (plan.spares(exchange.getRequestHeaders().getFirst("Phase"), pid(exchange))) {
        exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  private void fuse(HttpExchange exchange) throws IOException {
    try (exchange) {
      String what = exchange.getRequestHeaders().getFirst("What");
      int before = counter(asked, what).getAndIncrement();
      exchange.getRequestBody().readAllBytes();
      boolean busy = what.startsWith("busy") && before == 0;
      if (busy) {
        counter(turnedAway, what).incrementAndGet();
      }
      if (plan.spares("received", pid(exchange)) && !what.startsWith("silent")) {
        exchange.sendResponseHeaders(status(what, busy), 0);
        exchange.getResponseBody().write(answers.apply(what));
      }
    }
  }

  private static int status(String what, boolean busy) {
    return what.startsWith("refused") ? 400 : busy ? 429 : 200;
  }

  private static AtomicInteger counter(Map<String, AtomicInteger> counts, String what) {
    return counts.computeIfAbsent(what, key -> new AtomicInteger());
  }

  private static long pid(HttpExchange exchange) {
    return Long.parseLong(exchange.getRequestHeaders().getFirst("Pid"));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
