package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Ascii;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/**
 * Every answer below a status of failure. The answers are generated: each status with each body,
 * from the service and from gateways, without an image and with one.
 */
record DeliveryMatrix(HttpProviderContract service, Path folder) {
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";

  /** Fewer answers are no matrix. */
  private static final int MIN_ROWS = 400;

  private static final int CALLS_AT_ONCE = 8;

  private static final int[] STATUSES = {
    101, 302, 400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 499, 500, 502, 503, 504, 520, 524,
    529
  };

  /** Codes of gateways, and of services that are others. */
  private static final List<String> FOREIGN =
      List.of("timeout", "upstream_error", "UpstreamTimeout", "500", "Unheard", "overloaded_error");

  private static final String ENVOY =
      "upstream connect error or disconnect/reset before headers. reset reason: ";

  /** Longer than any text that is kept, with escapes everywhere. */
  private static final String LONG = "no \\u4e2d \\\" 中".repeat(8_000);

  private static final Pattern ROW = Pattern.compile("row-(\\d+)-");

  /** More than 64 KiB of base64. */
  private static final byte[] IMAGE = TestImages.largeJpeg(60_000, 7);

  private static final String BASE64 = Base64.getEncoder().encodeToString(IMAGE);
  private static final String ELEMENT = "\"data\":[{\"b64_json\":\"" + BASE64 + "\"}]";

  /** In a body the host of the server. */
  private static final String GATEWAY = "GATEWAY";

  private static final String ECHO = "\"image\":[\"data:image/jpeg;base64," + BASE64 + "\"]";

  /**
   * A body of an answer.
   *
   * @param code that stands where the service documents it, in a body that is whole; or empty
   * @param image whether it has an image, where the service documents one or nearly there
   * @param used whether it counts what may be billed
   */
  private record Body(String mediaType, String text, String code, boolean image, boolean used) {
    static Body json(String text, String code) {
      return new Body(JSON, text, code, false, false);
    }

    static Body nothing(String mediaType, String text) {
      return new Body(mediaType, text, "", false, false);
    }

    static Body image(String mediaType, String text) {
      return new Body(mediaType, text, "", true, false);
    }

    static Body used(String text) {
      return new Body(JSON, text, "", false, true);
    }

    @Override
    public String toString() {
      return mediaType + " " + Ascii.truncate(text.replace(BASE64, "IMAGE"), 300, "...");
    }
  }

  /** An answer, and how often it was asked for. */
  private record Row(int status, Body body, AtomicInteger sent) {}

  void check() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int status : STATUSES) {
      bodies().forEach(body -> rows.add(new Row(status, body, new AtomicInteger())));
    }
    assertTrue(rows.size() >= MIN_ROWS, rows.size() + " rows");
    try (LoopbackServer gateway =
        new LoopbackServer(ServerSocketFactory.getDefault(), exchange -> answer(exchange, rows))) {
      check(rows, URI.create("http://127.0.0.1:" + gateway.port() + "/v1"));
    }
  }

  private void check(List<Row> rows, URI gateway) throws Exception {
    try (ProviderSession session =
        service.provider().open(service.config(gateway, Optional.empty()))) {
      List<Callable<Optional<String>>> trials = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        int number = i;
        trials.add(() -> fault(rows.get(number), number, session));
      }
      Trials.assertNoFault(CALLS_AT_ONCE, trials);
    }
  }

  /** Answers a call as the row that its words name, and counts. */
  private static void answer(Exchange exchange, List<Row> rows) throws IOException {
    if (exchange.method().equals("GET")) {
      exchange.respond(200, Map.of("Content-Type", "image/jpeg"), IMAGE);
      return;
    }
    Matcher words = ROW.matcher(new String(exchange.body().readAllBytes(), ISO_8859_1));
    assertTrue(words.find(), "the request does not have its words");
    Row row = rows.get(Integer.parseInt(words.group(1)));
    row.sent.incrementAndGet();
    String text = row.body.text.replace(GATEWAY, exchange.header("Host").orElseThrow());
    exchange.respond(row.status, Map.of("Content-Type", row.body.mediaType), text.getBytes(UTF_8));
  }

  /** What is wrong with what a row's call ended with. */
  private Optional<String> fault(Row row, int number, ProviderSession session) throws IOException {
    RecordingCall call = new RecordingCall(Files.createDirectory(folder.resolve("row" + number)));
    Delivery delivery = Delivery.ACCEPTED;
    RetryAdvice.Kind advice = RetryAdvice.Kind.MAY_BILL_TWICE;
    String said = "success";
    try {
      session.fuse(marked(service.request(), number), call);
    } catch (FusionException e) {
      delivery = e.delivery();
      advice = e.retry().kind();
      said = e.toString();
    }
    int sent = row.sent.get();
    boolean right =
        row.body.image
            ? delivery == Delivery.ACCEPTED && sent == 1 && hasImage(call)
            : isRight(row, delivery, advice, sent) && call.files().isEmpty();
    String what = row.status + " " + row.body + " sent " + sent + ": " + said;
    return right ? Optional.empty() : Optional.of(what);
  }

  private static boolean hasImage(RecordingCall call) throws IOException {
    return Files.exists(call.file(0)) && Arrays.equals(IMAGE, call.bytes(0));
  }

  private boolean isRight(Row row, Delivery delivery, RetryAdvice.Kind advice, int sent) {
    if (row.body.used) {
      boolean safe = advice == RetryAdvice.Kind.SAFE;
      return delivery.compareTo(Delivery.UNKNOWN) >= 0 && !safe && sent == 1;
    }
    Optional<RefusalRow> refusal =
        service.documented().stream()
            .filter(each -> each.status() == row.status && each.code().equals(row.body.code))
            .findFirst();
    if (refusal.isPresent()) {
      boolean again = refusal.get().times() > 1;
      boolean safe = !again || advice == RetryAdvice.Kind.SAFE;
      return delivery == Delivery.REJECTED && safe && sent == refusal.get().times();
    }
    boolean denied = row.status == 401 || row.status == 403;
    boolean advised = denied ? advice == RetryAdvice.Kind.NEVER : advice != RetryAdvice.Kind.SAFE;
    boolean known = delivery == Delivery.REJECTED && row.status == 401;
    return (known || delivery == Delivery.UNKNOWN) && advised && sent == 1;
  }

  private static ProviderRequest marked(ProviderRequest request, int number) {
    return new ProviderRequest(
        request.photo(),
        request.mask(),
        request.references(),
        "row-" + number + "-",
        request.size(),
        1,
        request.options());
  }

  private List<Body> bodies() {
    List<Body> bodies = new ArrayList<>();
    Stream.concat(service.documented().stream().map(RefusalRow::code), FOREIGN.stream())
        .distinct()
        .forEach(code -> bodies.add(Body.json(service.errorOf(code), code)));
    String code = service.busy().code();
    addBesides(bodies, code);
    addMisplaced(bodies, code);
    addUsed(bodies, code);
    addOfGateways(bodies, code);
    addImages(bodies, code);
    if (!service.events(IMAGE).isEmpty()) {
      addEvents(bodies, code);
    }
    return bodies;
  }

  /** What stands beside an error and is no result. */
  private void addBesides(List<Body> bodies, String code) {
    for (String member :
        List.of(
            ECHO,
            "\"request\":{" + ECHO + ",\"data\":[{\"b64_json\":\"" + BASE64 + "\"}]}",
            "\"url\":\"https://help.example/errors\"",
            "\"data\":[]",
            "\"data\":null",
            "\"usage\":{\"generated_images\":0}")) {
      bodies.add(Body.json(beside(service.errorOf(code), member), code));
      bodies.add(Body.json(before(member, service.errorOf(code)), code));
    }
  }

  /** Counts that no refusal has, wherever they are. */
  private void addUsed(List<Body> bodies, String code) {
    for (String usage :
        List.of(
            "{\"images\":1}",
            "{\"details\":{\"image_tokens\":1290}}",
            "{\"details\":{\"image\":{\"tokens\":1290}}}",
            "{\"details\":[{\"modality\":\"IMAGE\",\"tokens\":1290}]}",
            "[{\"images\":1}]",
            "1")) {
      String member = "\"usage\":" + usage;
      bodies.add(Body.used(beside(service.errorOf(code), member)));
      bodies.add(Body.used(before(member, service.errorOf(code))));
    }
  }

  /** A code, but not in the place that is documented, or none. */
  private void addMisplaced(List<Body> bodies, String code) {
    String error = service.errorOf(code);
    Stream.of(
            "{\"code\":\"" + code + "\",\"message\":\"" + code + "\"}",
            "{\"detail\":" + error + "}",
            "{\"error\":" + error + "}",
            "[" + error + "]",
            "{\"error\":{\"type\":\"" + code + "\",\"code\":null}}",
            "{\"error\":{\"message\":\"" + code + "\"}}",
            before("\"error\":{\"code\":\"timeout\"}", error),
            beside(error, "\"error\":{\"code\":\"timeout\"}"),
            error + "\n" + service.errorOf("timeout"),
            error.substring(0, error.length() - 1),
            "upstream request timeout",
            "{}",
            "\u0000\u0001\u0002")
        .forEach(text -> bodies.add(Body.nothing(JSON, text)));
  }

  private void addOfGateways(List<Body> bodies, String code) {
    String page = "<html><body>" + service.errorOf(code) + "</body></html>";
    bodies.add(Body.nothing("text/html", page));
    Stream.of("", "no healthy upstream", ENVOY + "connection failure", ENVOY + "overflow", code)
        .forEach(text -> bodies.add(Body.nothing("text/plain", text)));
    String event = "event: error\ndata: " + service.errorOf(code) + "\n\n";
    bodies.add(Body.nothing(EVENTS, event));
    bodies.add(Body.nothing(EVENTS, event + "data: [DONE]\n\n"));
  }

  /**
   * An image as the service itself sends it, and where it documents one or nearly there: alone, and
   * on either side of an error.
   */
  private void addImages(List<Body> bodies, String code) {
    String answer = service.answer(BASE64);
    for (String members :
        List.of(
            answer.substring(1, answer.length() - 1),
            ELEMENT,
            "\"error\":null," + ELEMENT,
            ECHO + "," + ELEMENT,
            ELEMENT.replace("[", "").replace("]", ""),
            ELEMENT.replace("[", "[[").replace("]", "]]"),
            "\"data\":[{\"url\":\"http://" + GATEWAY + "/image\"}]")) {
      bodies.add(Body.image(JSON, "{" + members + "}"));
      for (String each : List.of(code, "timeout")) {
        bodies.add(Body.image(JSON, before(members, service.errorOf(each))));
        bodies.add(Body.image(JSON, beside(service.errorOf(each), members)));
      }
    }
    String error = service.errorOf(code);
    bodies.add(Body.image(JSON, beside(service.error("\"" + LONG + "\"", "\"no\""), ELEMENT)));
    bodies.add(Body.image(JSON, "[{" + ELEMENT + "}]"));
    bodies.add(Body.image(JSON, "[" + before(ELEMENT, error) + "]"));
    bodies.add(Body.image(JSON, "[" + beside(error, ELEMENT) + "]"));
  }

  private void addEvents(List<Body> bodies, String code) {
    String error = service.errorOf(code) + "\n\n";
    String event = "event: error\ndata: " + error;
    String cut = "event: error\ndata: " + service.error("\"" + LONG + "\"", "\"no\"") + "\n\n";
    String events = service.events(IMAGE);
    Stream.of(events, events + event, event + events, error + events, cut + events)
        .forEach(text -> bodies.add(Body.image(EVENTS, text)));
    bodies.add(Body.image("text/plain", event + events));
  }

  static String beside(String object, String member) {
    return object.substring(0, object.length() - 1) + "," + member + "}";
  }

  private static String before(String member, String object) {
    return "{" + member + "," + object.substring(1);
  }
}
