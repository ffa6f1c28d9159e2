package io.github.maskloom.examples.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * A service that queues, as {@code QueuedSketchProvider} has it: it counts the bodies that came for
 * each prompt, draws another image for each job, and kills who asks when a plan says so. A worker's
 * key is its process.
 */
public final class QueueingService implements AutoCloseable {
  private static final Pattern WORDS = Pattern.compile("\"words\":\"(.+)-([0-9]+)\"");
  private static final int POLLS_BEFORE = 2;

  private final KillPlan plan;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> bodies = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();

  public QueueingService(KillPlan plan) throws IOException {
    this.plan = plan;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/phase", this::phase);
    server.createContext("/v1/jobs", this::job);
    server.createContext("/images", this::download);
    server.start();
  }

  /** Its address, without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many whole bodies came for a job's number. */
  int bodies(String number) {
    AtomicInteger count = bodies.get(number);
    return count == null ? 0 : count.get();
  }

  /** Whether a result is the image of a job's number, whole, and nothing else. */
  static boolean isAnswer(String number, JobResult result) throws IOException {
    List<ImageSource> images = List.copyOf(result.images().values());
    try (InputStream image = images.get(0).open()) {
      return images.size() == 1 && Arrays.equals(image.readAllBytes(), picture(number));
    }
  }

  private void phase(HttpExchange exchange) throws IOException {
    try (exchange) {
      String phase = exchange.getRequestHeaders().getFirst("Phase");
      if (plan.spares(phase, Long.parseLong(exchange.getRequestHeaders().getFirst("Pid")))) {
        exchange.sendResponseHeaders(204, -1);
      }
    }
  }

  private void job(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) {
        submit(exchange);
      } else {
        poll(exchange);
      }
    }
  }

  private void submit(HttpExchange exchange) throws IOException {
    int first = exchange.getRequestBody().read();
    if (first < 0 || !plan.spares("body", pid(exchange))) {
      return;
    }
    Matcher words = WORDS.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    if (!words.find()) {
      return;
    }
    String number = words.group(2);
    bodies.computeIfAbsent(number, key -> new AtomicInteger()).incrementAndGet();
    if (plan.spares("submitted", pid(exchange))) {
      answer(exchange, json("{\"id\":\"%s\",\"state\":\"waiting\"}".formatted(number)));
    }
  }

  private void poll(HttpExchange exchange) throws IOException {
    if (!plan.spares("polled", pid(exchange))) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    String number = path.substring(path.lastIndexOf('/') + 1);
    int before = polls.computeIfAbsent(number, key -> new AtomicInteger()).getAndIncrement();
    if (before < POLLS_BEFORE) {
      answer(exchange, json("{\"id\":\"%s\",\"state\":\"waiting\"}".formatted(number)));
      return;
    }
    String image = url() + "/images/" + number + "/" + pid(exchange);
    answer(
        exchange,
        json(
            "{\"id\":\"%s\",\"state\":\"drawn\",\"sketches\":[{\"url\":\"%s\"}]}"
                .formatted(number, image)));
  }

  private void download(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      if (plan.spares("downloading", Long.parseLong(path[3]))) {
        exchange.getResponseHeaders().set("Content-Type", "image/png");
        answer(exchange, picture(path[2]));
      }
    }
  }

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    if (!exchange.getResponseHeaders().containsKey("Content-Type")) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] picture(String number) {
    try {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, Integer.parseInt(number));
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long pid(HttpExchange exchange) {
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    return Long.parseLong(key.substring("Bearer ".length()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
