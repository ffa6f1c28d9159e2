package io.github.maskloom.examples.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that queues, as {@code QueuedSketchProvider} has it: it counts the bodies that came for
 * each prompt, draws another image for each job, and kills who asks when a plan says so. A worker's
 * key is its process.
 */
public final class QueueingService extends PhasedService {
  private static final Pattern WORDS = Pattern.compile("\"words\":\"(.+)-([0-9]+)\"");
  private static final int POLLS_BEFORE = 2;

  private final Map<String, AtomicInteger> bodies = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();

  public QueueingService(KillPlan plan) throws IOException {
    super(plan);
    answer("/v1/jobs", this::job);
    answer("/images", this::download);
  }

  /** How many whole bodies came for a job's number. */
  int bodies(String number) {
    return count(bodies, number);
  }

  /** Whether a result is the image of a job's number, whole, and nothing else. */
  static boolean isAnswer(String number, JobResult result) throws IOException {
    return isImage(JobImages.small(Integer.parseInt(number)), result);
  }

  private void job(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    long pid = Long.parseLong(key.substring("Bearer ".length()));
    if (exchange.getRequestMethod().equals("POST")) {
      submit(exchange, pid);
    } else if (plan.spares("polled", pid)) {
      poll(exchange, pid);
    }
  }

  private void submit(HttpExchange exchange, long pid) throws IOException {
    int first = exchange.getRequestBody().read();
    if (first < 0 || !plan.spares("body", pid)) {
      return;
    }
    Matcher words = WORDS.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    if (!words.find()) {
      return;
    }
    String number = words.group(2);
    counted(bodies, number);
    if (plan.spares("submitted", pid)) {
      answer(exchange, "{\"id\":\"%s\",\"state\":\"waiting\"}".formatted(number));
    }
  }

  private void poll(HttpExchange exchange, long pid) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String number = path.substring(path.lastIndexOf('/') + 1);
    answer(
        exchange,
        counted(polls, number) < POLLS_BEFORE
            ? "{\"id\":\"%s\",\"state\":\"waiting\"}".formatted(number)
            : "{\"id\":\"%s\",\"state\":\"drawn\",\"sketches\":[{\"url\":\"%s/images/%s/%d\"}]}"
                .formatted(number, url(), number, pid));
  }

  private void download(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    if (plan.spares("downloading", Long.parseLong(path[3]))) {
      answer(exchange, "image/png", JobImages.small(Integer.parseInt(path[2])));
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    answer(exchange, "application/json", json.getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
