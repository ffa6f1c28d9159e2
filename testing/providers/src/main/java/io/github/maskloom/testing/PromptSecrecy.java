package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.nCopies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;

/** Gateways that quote the prompt, in every place of an answer and in every {@link Spelling}. */
final class PromptSecrecy {
  private static final int CALLS_AT_ONCE = 8;
  private static final String LATIN = "a Velvet sofa beside the Käfig, près de la fenêtre";
  private static final String CHINESE = "把绿色天鹅绒沙发放在窗户旁边的红色标记处";

  /** So many characters in a row tell something. */
  private static final Map<String, Integer> TELLING = Map.of(LATIN, 8, CHINESE, 4);

  /** The same of a spelling, of which a character takes several. */
  private static final int TELLING_SPELLED = 14;

  /** As a mask it paints some of its pixels, and leaves others. */
  private final ImageSource picture = ImageSource.of(TestImages.png(2));

  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  private final HttpProviderContract service;

  /** What the server answers, one after the other. */
  private volatile List<Reply> replies = List.of();

  private final AtomicInteger given = new AtomicInteger();

  PromptSecrecy(HttpProviderContract service) {
    this.service = service;
  }

  /** What a gateway answers. */
  private record Reply(int status, Map<String, String> headers, String body) {
    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  void check() throws Exception {
    List<String> leaks = new ArrayList<>();
    try (LoopbackServer server =
            new LoopbackServer(ServerSocketFactory.getDefault(), this::answer);
        HttpProviderContract.Log log = service.listen();
        FusionClient client = open(URI.create("http://127.0.0.1:" + server.port() + "/v1"))) {
      for (String prompt : TELLING.keySet()) {
        for (Spelling spelling : Spelling.values()) {
          String heard = heard(client, prompt, spelling) + log.take();
          assertTrue(heard.contains("127.0.0.1"), "the log is heard");
          if (tells(heard, prompt, spelling)) {
            leaks.add(spelling + " comes out: " + heard);
          }
        }
      }
    }
    assertEquals("", String.join("\n", leaks), leaks.size() + " leaks");
  }

  /** What is said of calls that get every reply with a spelling in it. */
  private String heard(FusionClient client, String prompt, Spelling spelling) throws Exception {
    replies = replies(spelling.of(prompt));
    given.set(0);
    said.clear();
    Callable<Optional<String>> caller = () -> fuseWhileRepliesAreLeft(client, prompt);
    Trials.assertNoFault(CALLS_AT_ONCE, nCopies(CALLS_AT_ONCE, caller));
    assertTrue(given.get() >= replies.size(), "every reply is asked for");
    return said.toString();
  }

  /** A request that is sent again has the next reply too. */
  private Optional<String> fuseWhileRepliesAreLeft(FusionClient client, String prompt)
      throws IOException {
    for (int i = 0; i < replies.size() && given.get() < replies.size(); i++) {
      fuse(client, prompt);
    }
    return Optional.empty();
  }

  private FusionClient open(URI address) throws IOException {
    return FusionClient.open(
        FusionConfig.builder()
            .provider(service.config(address, Optional.empty()))
            .journal(call -> said.add(call + call.toJson()))
            .build());
  }

  private List<Reply> replies(String spelled) {
    String quoted = quoted(spelled);
    String words = quoted("bad words: '" + spelled + "' were said");
    String image = Base64.getEncoder().encodeToString(TestImages.png(3));
    String page = "<html><body>you said " + spelled + "</body></html>";
    List<Reply> replies = new ArrayList<>();
    for (int status : new int[] {200, 400, 429, 500, 502}) {
      replies.add(Reply.json(status, service.error(quoted("InvalidParameter"), words)));
      replies.add(Reply.json(status, service.error(quoted("Unheard"), words)));
      replies.add(Reply.json(status, service.error(quoted, quoted("no"))));
      replies.add(Reply.json(status, "{\"error\":{\"type\":" + quoted + ",\"code\":null}}"));
      replies.add(Reply.json(status, "{\"error\":" + words + "}"));
      replies.add(Reply.json(status, "{\"error\":" + quoted + ",\"message\":" + words + "}"));
      replies.add(Reply.json(status, "{\"message\":" + words + ",\"detail\":" + words + "}"));
      replies.add(new Reply(status, Map.of("Content-Type", "text/html"), page));
      replies.add(new Reply(status, Map.of("Content-Type", "text/plain"), spelled));
      String event = "event: error\ndata: " + service.error(quoted("Unheard"), words) + "\n\n";
      replies.add(new Reply(status, Map.of("Content-Type", "text/event-stream"), event));
      String names = "\"model\":" + quoted + ",\"usage\":{" + quoted + ":7}";
      replies.add(
          Reply.json(status, "{" + names + ",\"data\":[{\"b64_json\":\"" + image + "\"}]}"));
    }
    if (spelled.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      String header = "x-request-id";
      replies.add(new Reply(502, Map.of(header, spelled, "Content-Type", spelled), ""));
    }
    return replies;
  }

  private void fuse(FusionClient client, String prompt) throws IOException {
    FusionRequest request =
        FusionRequest.builder(picture)
            .mask(picture, MaskConvention.WHITE_EDITS)
            .prompt(prompt)
            .wholeAnswer()
            .build();
    said.add(request.toString());
    try (FusionResult result = client.fuse(request)) {
      said.add(result.toString());
      said.add(result.images().toString());
      result.discard();
    } catch (MaskloomException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      said.add(trace.toString());
    }
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static boolean tells(String heard, String prompt, Spelling spelling) {
    String lower = heard.toLowerCase(Locale.ROOT);
    return holdsPart(lower, prompt, TELLING.getOrDefault(prompt, 0))
        || holdsPart(lower, spelling.of(prompt), TELLING_SPELLED);
  }

  private static boolean holdsPart(String heard, String text, int length) {
    String lower = text.toLowerCase(Locale.ROOT);
    return IntStream.rangeClosed(0, lower.length() - length)
        .anyMatch(i -> heard.contains(lower.substring(i, i + length)));
  }

  private void answer(Exchange exchange) throws IOException {
    exchange.body().transferTo(OutputStream.nullOutputStream());
    Reply reply = replies.get(given.getAndIncrement() % replies.size());
    exchange.respond(reply.status, reply.headers, reply.body.getBytes(UTF_8));
  }

  /** The ways in which gateways write what they were sent. */
  private enum Spelling {
    /** As it is. */
    PLAIN(text -> text),
    /** In capitals. */
    UPPER_CASE(text -> text.toUpperCase(Locale.ROOT)),
    /** Every character as JSON's number of it. */
    JSON(Spelling::json),
    /** JSON within JSON. */
    JSON_TWICE(text -> json(text).replace("\\", "\\\\")),
    /** As a part of a link. */
    PERCENT(Spelling::percent),
    /** As a part of a link within a link. */
    PERCENT_TWICE(text -> percent(percent(text))),
    /** As a form has it, with a plus for each blank. */
    FORM(text -> URLEncoder.encode(text, UTF_8)),
    /** UTF-8, read as Latin-1. */
    LATIN_1(text -> new String(text.getBytes(UTF_8), ISO_8859_1)),
    /** UTF-8, read as the Windows of the West reads it. */
    WINDOWS(text -> new String(text.getBytes(UTF_8), Charset.forName("windows-1252"))),
    /** Every character as HTML's number of it. */
    HTML(text -> each(text, c -> "&#" + c + ";")),
    /** The same in hexadecimal digits. */
    HTML_HEX(text -> each(text, c -> "&#x" + Integer.toHexString(c) + ";")),
    /** Every byte of its UTF-8, as programs write it. */
    BYTES(text -> hex("\\x", text)),
    /** Every byte of its UTF-8, and no more. */
    HEX_DIGITS(text -> hex("", text)),
    /** Its UTF-8 in base64. */
    BASE64(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final UnaryOperator<String> spelled;

    Spelling(UnaryOperator<String> spelled) {
      this.spelled = spelled;
    }

    /** A text in this spelling. */
    String of(String text) {
      return spelled.apply(text);
    }

    private static String json(String text) {
      return each(text, c -> "\\u%04x".formatted(c));
    }

    private static String percent(String text) {
      return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String each(String text, IntFunction<String> spelled) {
      return text.chars().mapToObj(spelled).collect(Collectors.joining());
    }

    private static String hex(String before, String text) {
      byte[] bytes = text.getBytes(UTF_8);
      return IntStream.range(0, bytes.length)
          .mapToObj(i -> before + HexFormat.of().toHexDigits(bytes[i]))
          .collect(Collectors.joining());
    }
  }
}
