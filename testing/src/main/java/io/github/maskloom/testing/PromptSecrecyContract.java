package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionClients;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.server.Exchange;
import io.github.maskloom.testing.server.LoopbackServer;
import io.github.maskloom.testing.server.TestImages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/**
 * No prompt gets out, in whatever place of an answer a gateway quotes it and in whatever {@link
 * Spelling}: not into the log, an exception, a text form, a record or the journal.
 */
public abstract class PromptSecrecyContract {
  private static final String LATIN = "a Velvet sofa beside the Käfig, près de la fenêtre";
  private static final String CHINESE = "把绿色天鹅绒沙发放在窗户旁边的红色标记处";

  /** So many characters in a row tell something. */
  private static final Map<String, Integer> TELLING = Map.of(LATIN, 8, CHINESE, 4);

  /** The same of a spelling, of which a character takes several. */
  private static final int TELLING_SPELLED = 14;

  private final Queue<String> said = new ConcurrentLinkedQueue<>();

  /** A contract that is to be kept. */
  protected PromptSecrecyContract() {}

  /** What is logged from now on, at every level. */
  protected interface Log extends AutoCloseable {
    /** What was logged since this was last asked. */
    String take();

    @Override
    void close();
  }

  /** A provider, as its public constructor makes it. */
  protected abstract FusionProvider provider();

  /** What it is opened with to ask a service at an address, without waiting between attempts. */
  protected abstract ProviderConfig configOf(URI address);

  /** Begins to listen to every logger. */
  protected abstract Log listen();

  /** The body of an error, as the service writes it, of values that are JSON. */
  protected abstract String error(String code, String message);

  /** What a gateway answers. */
  private record Reply(int status, Map<String, String> headers, String body) {
    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  @Test
  void noPromptGetsOutInWhateverSpelling() throws IOException {
    List<String> leaks = new ArrayList<>();
    Gateway gateway = new Gateway();
    try (LoopbackServer server =
            new LoopbackServer(ServerSocketFactory.getDefault(), gateway::handle);
        Log log = listen();
        FusionClient client = open(URI.create("http://127.0.0.1:" + server.port() + "/v1"))) {
      for (String prompt : TELLING.keySet()) {
        for (Spelling spelling : Spelling.values()) {
          for (Reply reply : replies(spelling.of(prompt))) {
            gateway.reply = reply;
            fuse(client, prompt);
            String heard = said + log.take();
            assertTrue(heard.contains("127.0.0.1"), "the log is heard");
            if (tells(heard, prompt, spelling)) {
              leaks.add(spelling + " in " + reply + " comes out as " + heard);
            }
            said.clear();
          }
        }
      }
    }
    assertEquals("", String.join("\n", leaks), leaks.size() + " leaks");
  }

  private FusionClient open(URI address) throws IOException {
    return FusionClients.open(
        provider().id(),
        FusionConfig.builder()
            .provider(configOf(address))
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
      replies.add(Reply.json(status, error(quoted("InvalidParameter"), words)));
      replies.add(Reply.json(status, error(quoted("Unheard"), words)));
      replies.add(Reply.json(status, error(quoted, quoted("no"))));
      replies.add(Reply.json(status, "{\"error\":" + words + "}"));
      replies.add(Reply.json(status, "{\"error\":" + quoted + ",\"message\":" + words + "}"));
      replies.add(Reply.json(status, "{\"message\":" + words + ",\"detail\":" + words + "}"));
      replies.add(new Reply(status, Map.of("Content-Type", "text/html"), page));
      replies.add(new Reply(status, Map.of("Content-Type", "text/plain"), spelled));
      String event = "event: error\ndata: " + error(quoted("Unheard"), words) + "\n\n";
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
        FusionRequest.builder(ImageSource.of(TestImages.png(1)))
            .mask(ImageSource.of(TestImages.png(2)), MaskConvention.WHITE_EDITS)
            .prompt(prompt)
            .build();
    said.add(request.toString());
    try (FusionResult result = client.fuse(request)) {
      said.add(result.toString());
      said.add(result.images().toString());
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

  /** Answers every call alike. */
  private static final class Gateway {
    volatile Reply reply = Reply.json(500, "");

    void handle(Exchange exchange) throws IOException {
      exchange.body().transferTo(OutputStream.nullOutputStream());
      exchange.respond(reply.status, reply.headers, reply.body.getBytes(UTF_8));
    }
  }
}
