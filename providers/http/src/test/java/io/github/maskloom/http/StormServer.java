package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * The image generation for calls that end at any moment. A prompt says how its call is answered,
 * and its first bytes are noted however little of the request comes.
 */
public final class StormServer implements Closeable {
  private static final Pattern PROMPT = Pattern.compile("\"prompt\":\"(storm-\\d+-([A-Z]+))\"");
  private static final int HEAD_BYTES = 4096;

  /** How a call is answered. */
  public enum Kind {
    /** Not at all. */
    SILENCE,
    /** With an image. */
    PICTURE,
    /** With a part of an image, and then with nothing more. */
    HALF,
    /** With too many requests. */
    LATER,
    /** By a reset. */
    RESET
  }

  private final LoopbackServer server =
      new LoopbackServer(ServerSocketFactory.getDefault(), this::handle);
  private final byte[] answer;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final AtomicInteger nameless = new AtomicInteger();

  /** A server with an answer that holds an image. */
  public StormServer(String answer) {
    this.answer = answer.getBytes(UTF_8);
  }

  /** Words that are answered so. */
  public static String prompt(int number, Kind kind) {
    return "storm-" + number + "-" + kind;
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.port() + "/v1");
  }

  /** The prompts of the requests of whose body at least a byte came. */
  public Set<String> begun() {
    return Set.copyOf(begun);
  }

  /** How many requests came of whose body there was something, but not its prompt. */
  public int nameless() {
    return nameless.get();
  }

  /** Waits until no connection is open any more. */
  public void awaitNoConnection() {
    server.awaitNoConnection();
  }

  private void handle(Exchange exchange) throws IOException {
    Kind kind = kind(exchange.body());
    exchange.body().transferTo(OutputStream.nullOutputStream());
    switch (kind) {
      case SILENCE -> exchange.awaitHangUp();
      case PICTURE -> exchange.respond(200, Map.of("Content-Type", "application/json"), answer);
      case LATER -> exchange.respond(429, Map.of(), new byte[0]);
      case RESET -> exchange.reset();
      case HALF -> {
        exchange.head(200, Map.of(), "Content-Length: " + answer.length);
        exchange.rawOutput().write(answer, 0, answer.length / 2);
        exchange.awaitHangUp();
      }
    }
  }

  private Kind kind(InputStream body) throws IOException {
    byte[] head = new byte[HEAD_BYTES];
    int length = 0;
    try {
      for (int count = 0; count >= 0; count = body.read(head, length, head.length - length)) {
        length += count;
        Matcher prompt = PROMPT.matcher(new String(head, 0, length, ISO_8859_1));
        if (prompt.find()) {
          begun.add(prompt.group(1));
          return Kind.valueOf(prompt.group(2));
        }
        if (length == head.length) {
          throw new IOException("the request has no prompt");
        }
      }
    } catch (IOException e) {
      nameless.addAndGet(length > 0 ? 1 : 0);
      throw e;
    }
    throw new IOException("the request ended before its prompt");
  }

  @Override
  public void close() {
    server.close();
  }
}
