package io.github.maskloom.recorded;

import static io.github.maskloom.recorded.LoopbackService.CANCELS;
import static io.github.maskloom.recorded.LoopbackService.CLOSES;
import static io.github.maskloom.recorded.LoopbackService.INTERRUPTS;
import static io.github.maskloom.recorded.Recorder.KEY;
import static io.github.maskloom.recorded.Recorder.PROMPT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.internal.server.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Answers, and the calls that are made with every service. */
final class Answers {
  /** Where images are, by another name of the host than the service's. */
  static final String LINK = "http://localhost:{port}/images/a.png?sig=1";

  /** An address at which nobody listens. */
  static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");

  static final byte[] RESULT = Recorder.image("result.png");
  static final String BASE64 = base64(RESULT);

  /** An image that does not decode. */
  static final String BROKEN = base64(Arrays.copyOf(RESULT, 100));

  /** What fetches an image. */
  static final Answer IMAGE = Answer.body(200, "image/png", RESULT);

  /** Tries as often as usual, without waiting. */
  static final HttpRetries AT_ONCE = atOnce(HttpRetries.DEFAULT);

  /** Never tries again. */
  static final UnaryOperator<HttpConfig> ONCE = retrying(HttpRetries.NONE);

  /** Tries again also what may be billed twice. */
  static final UnaryOperator<HttpConfig> ALWAYS =
      retrying(HttpRetries.DEFAULT.withRetryWhenUnknown(true));

  /** Takes images of another host than the links'. */
  static final UnaryOperator<HttpConfig> ELSEWHERE =
      config -> config.withDownloadHosts("images.example");

  private Answers() {}

  private static UnaryOperator<HttpConfig> retrying(HttpRetries retries) {
    return config -> config.withRetries(atOnce(retries));
  }

  private static HttpRetries atOnce(HttpRetries retries) {
    return retries.withWaits(Duration.ZERO, Duration.ZERO);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A text with the service's port. */
  static String at(int port, String text) {
    return text.replace("{port}", String.valueOf(port));
  }

  /** JSON in which single quotes are double ones, and which may name the service's port. */
  static Answer json(String json) {
    return of(200, json, Map.of());
  }

  /** An error in JSON. */
  static Answer error(int status, String json) {
    return of(status, json, Map.of());
  }

  /** JSON with headers of its own. */
  static Answer of(int status, String json, Map<String, String> more) {
    return call -> {
      call.readBody();
      Map<String, String> headers = new TreeMap<>(call.answerHeaders("application/json"));
      headers.putAll(more);
      call.exchange().respond(status, headers, placed(call.header("Host").orElse(""), json));
    };
  }

  /** Events as {@link #json} has it, each with the blank line at its end. */
  static Answer events(String... events) {
    return call ->
        Answer.events(
                new String(placed(call.header("Host").orElse(""), String.join("", events)), UTF_8))
            .reply(call);
  }

  /** An event of a type, with JSON as {@link #json} has it. */
  static String event(String type, String json) {
    return "event: " + type + "\ndata: " + json + "\n\n";
  }

  private static byte[] placed(String host, String text) {
    int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
    return at(port, text).replace('\'', '"').getBytes(UTF_8);
  }

  /**
   * Adds what any service and any gateway before it may do to a request.
   *
   * @param error makes an error
   * @param busyStatus at which a code is documented that is safe to repeat
   * @param busy the code
   */
  static void addFaults(Recorder calls, Errors error, int busyStatus, String busy) {
    addStatuses(calls, error, busyStatus, busy);
    addGateways(calls, error, busyStatus, busy);
    addWords(calls, error);
    addConnections(calls);
    calls.configured("image too large", config -> config.withMaxImageBytes(100));
    addEnds(calls, error(busyStatus, error.json(busy, "no")));
  }

  private static void addEnds(Recorder calls, Answer refused) {
    calls.answered("cancelled while the service works", CANCELS);
    calls.answered("cancelled after a failed attempt", refused, CANCELS);
    calls.answered("closed while the service works", CLOSES);
    calls.answered("interrupted while the service works", INTERRUPTS);
  }

  /** Adds a call for each code. A line has a status and its codes. */
  static void addRefusals(Recorder calls, Errors error, String lines) {
    for (String line : lines.lines().toList()) {
      List<String> words = List.of(line.split(" ", -1));
      int status = Integer.parseInt(words.get(0));
      for (String code : words.subList(1, words.size())) {
        calls.answered(status + " with " + code, error(status, error.json(code, "no")));
      }
    }
  }

  /** An error as a service writes it. */
  interface Errors {
    /** The body, in which the message stands as it is. */
    String json(String code, String message);
  }

  /** Adds what depends on the codes that are documented, as {@link #addFaults} does. */
  static void addStatuses(Recorder calls, Errors error, int busyStatus, String busy) {
    int[] statuses = {
      400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 499, 500, 502, 503, 504, 524, 529
    };
    for (int status : statuses) {
      calls.answered("unheard code at " + status, error(status, error.json("Unheard", "no")));
    }
    calls.answered(busy + " at 418", error(418, error.json(busy, "no")));
    calls.answered(busy + " inside 200", json(error.json(busy, "no")));
    calls.answered("unheard code inside 200", json(error.json("Unheard", "no")));
    Answer refused = error(busyStatus, error.json(busy, "no"));
    calls.answered("always busy", refused);
    calls.answered(
        "busy for a day",
        of(busyStatus, error.json(busy, "later"), Map.of("Retry-After", "86400")));
    calls.configured("busy, tried once", ONCE, refused);
    calls.configured(
        "busy, says when",
        ONCE,
        of(busyStatus, error.json(busy, "later"), Map.of("Retry-After", "7")));
    calls.configured("unclear, tried again", ALWAYS, Answer.empty(502));
    calls.configured(
        "unclear twice with ids of their own",
        ALWAYS,
        Answer.withRequestId(500, "first"),
        Answer.withRequestId(500, "second"),
        Answer.htmlPage(504));
  }

  private static void addGateways(Recorder calls, Errors error, int busyStatus, String busy) {
    for (int status : new int[] {404, 413, 429, 500, 502}) {
      calls.answered("no body at " + status, Answer.empty(status));
    }
    calls.answered("a page at 502", Answer.htmlPage(502));
    calls.answered("a page at 200", Answer.htmlPage(200));
    calls.answered("sent elsewhere", Answer.redirect(302, "http://localhost:1/elsewhere"));
    calls.answered("unavailable until", Answer.comeBack(503, "30"));
    calls.answered("too many, says when", Answer.tooMany("Unheard", "30"));
    calls.answered(
        "compressed",
        Answer.compressedError(busyStatus, busy, "no"),
        error(400, error.json(busy, "no")));
    for (String body : List.of("", "{}", "[]", "{\"data\":", "no JSON", "null")) {
      Answer answer = Answer.body(200, "application/json", body.getBytes(UTF_8));
      calls.answered("200 with: " + body, answer);
    }
  }

  /** What messages must not show, and what they show. */
  private static void addWords(Recorder calls, Errors error) {
    Map.of(
            "the prompt",
            "refused: " + PROMPT,
            "words of the prompt",
            "no green velvet sofa where",
            "the key",
            "bad key " + KEY,
            "a link",
            "see https://help.example/errors?token=secret",
            "an id",
            "wrong. Request id: 0217abc",
            "base64",
            "image " + "QUJD".repeat(100) + " is broken",
            "Chinese",
            "参数错误 \\u4e2d",
            "much",
            "a long story ".repeat(500))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each ->
                calls.answered(
                    "says " + each.getKey(), error(400, error.json("Unheard", each.getValue()))));
    calls.answered("a code that is words", error(400, error.json("no " + PROMPT, "no")));
  }

  private static void addConnections(Recorder calls) {
    calls.answered("hangs up without an answer", Answer.hangUpAfterBody());
    calls.answered("resets without an answer", Answer.resetAfterBody());
    calls.answered("answers no HTTP", Answer.raw("no HTTP\r\n\r\n".getBytes(UTF_8)));
    calls.answered(
        "breaks off in an error",
        Answer.cut("application/json", "{\"error\":{\"code\":\"x\"}}".getBytes(UTF_8), 12));
    calls.configured("hangs up, tried again", ALWAYS, Answer.hangUpAfterBody());
  }
}
