package io.github.maskloom.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * Five services on loopback, three of which queue. Each call's prompt holds a number, and the image
 * that is drawn for it is that number's alone. <b>Threads:</b> safe.
 */
final class DrawingServices implements Closeable {
  /** What a prompt is. */
  static final String PROMPT = "a sofa, number ";

  private static final Pattern NUMBER = Pattern.compile(PROMPT + "(\\d+)");
  private static final Pattern JOB = Pattern.compile("job-(\\d+)");
  private static final int POLLS_BEFORE = 2;

  /** A request that a service took. */
  record Taken(String service, int number, String clientRequestId) {}

  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final Map<Integer, byte[]> drawn = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Integer> polls = new ConcurrentHashMap<>();
  private final long drawingNanos;
  private final Runnable onRequest;
  private final LoopbackServer server;

  /**
   * Starts them.
   *
   * @param drawingNanos how long an image takes
   * @param onRequest runs before each request is answered
   */
  DrawingServices(long drawingNanos, Runnable onRequest) {
    this.drawingNanos = drawingNanos;
    this.onRequest = onRequest;
    server = new LoopbackServer(ServerSocketFactory.getDefault(), this::answer);
  }

  /** Where a service is, up to its version. A service that is down answers nothing else. */
  URI address(String service) {
    return URI.create("http://127.0.0.1:" + server.port() + "/" + service);
  }

  /** The requests that may be billed, in order. */
  List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** The images that were drawn, by the number in the prompt. */
  Map<Integer, byte[]> drawn() {
    return Map.copyOf(drawn);
  }

  private void answer(Exchange exchange) throws IOException {
    String path = exchange.target();
    byte[] body = exchange.body().readAllBytes();
    onRequest.run();
    if (path.startsWith("/images/")) {
      respond(exchange, "image/png", draw(Integer.parseInt(path.substring("/images/".length()))));
    } else if (exchange.method().equals("POST")) {
      String service = path.substring(1, path.indexOf('/', 1));
      submitted(exchange, service, number(NUMBER, new String(body, UTF_8)));
    } else {
      polled(exchange, path, number(JOB, path));
    }
  }

  private void submitted(Exchange exchange, String service, int number) throws IOException {
    String id = exchange.header("X-Client-Request-Id").orElse("");
    taken.add(new Taken(service, number, id));
    if (service.startsWith("down")) {
      int status = 429;
      String code = service.equals("down-openai") ? "insufficient_quota" : "SetLimitExceeded";
      respond(exchange, status, ImagesJson.errorOf(code, "no"));
      return;
    }
    if (service.equals("openai") || service.equals("ark")) {
      LockSupport.parkNanos(drawingNanos);
      byte[] ignored = draw(number);
    }
    String json =
        switch (service) {
          case "openai" -> EditAnswers.images(draw(number));
          case "ark" ->
              "{\"model\":\"m\",\"created\":1,\"data\":[{\"url\":\"%s\",\"size\":\"64x48\"}],\"usage\":{\"generated_images\":1}}"
                  .formatted(image(number));
          case "fal" ->
              "{\"request_id\":\"job-%1$d\",\"status_url\":\"%2$s/job-%1$d/status\",\"response_url\":\"%2$s/job-%1$d\",\"cancel_url\":\"%2$s/job-%1$d/cancel\"}"
                  .formatted(number, address(service));
          case "flux" ->
              "{\"id\":\"job-%d\",\"polling_url\":\"%s/get?id=job-%d\"}"
                  .formatted(number, address(service), number);
          case "ideogram" ->
              "{\"generation_id\":\"job-%d\",\"generation_kind\":\"sampling\"}".formatted(number);
          default ->
              "{\"output\":{\"task_status\":\"PENDING\",\"task_id\":\"job-%d\"}}".formatted(number);
        };
    respond(exchange, 200, json);
  }

  private void polled(Exchange exchange, String path, int number) throws IOException {
    boolean done = polls.merge(number, 1, Integer::sum) > POLLS_BEFORE;
    if (done) {
      byte[] ignored = draw(number);
    }
    String json;
    if (path.startsWith("/fal/")) {
      json =
          path.endsWith("/status")
              ? "{\"request_id\":\"job-%d\",\"status\":\"%s\"}"
                  .formatted(number, done ? "COMPLETED" : "IN_PROGRESS")
              : "{\"images\":[{\"url\":\"%s\"}]}".formatted(image(number));
    } else if (path.startsWith("/ideogram/")) {
      String data = ",\"data\":[{\"url\":\"" + image(number) + "\",\"is_image_safe\":true}]";
      json =
          "{\"generation_id\":\"job-%d\",\"status\":\"%s\"%s}"
              .formatted(number, done ? "completed" : "pending", done ? data : "");
    } else if (path.startsWith("/dashscope/")) {
      json =
          done
              ? "{\"output\":{\"task_id\":\"job-%d\",\"task_status\":\"SUCCEEDED\",\"results\":[{\"url\":\"%s\"}]},\"usage\":{\"image_count\":1}}"
                  .formatted(number, image(number))
              : "{\"output\":{\"task_id\":\"job-%d\",\"task_status\":\"RUNNING\"}}"
                  .formatted(number);
    } else {
      json =
          done
              ? "{\"id\":\"job-%d\",\"status\":\"Ready\",\"result\":{\"sample\":\"%s\"}}"
                  .formatted(number, image(number))
              : "{\"id\":\"job-%d\",\"status\":\"Pending\"}".formatted(number);
    }
    respond(exchange, 200, json);
  }

  private byte[] draw(int number) {
    return drawn.computeIfAbsent(number, TestImages::png);
  }

  private String image(int number) {
    return "http://127.0.0.1:" + server.port() + "/images/" + number;
  }

  private static int number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no number in " + text.length() + " characters");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static void respond(Exchange exchange, int status, String json) throws IOException {
    exchange.respond(status, Map.of("content-type", "application/json"), json.getBytes(UTF_8));
  }

  private static void respond(Exchange exchange, String type, byte[] body) throws IOException {
    exchange.respond(200, Map.of("content-type", type), body);
  }

  @Override
  public void close() {
    server.close();
  }
}
