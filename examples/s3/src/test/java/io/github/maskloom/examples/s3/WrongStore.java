package io.github.maskloom.examples.s3;

import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A store of one object that is replaced after its first range, with a fault of its own. */
final class WrongStore implements Closeable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final LoopbackServer server =
      new LoopbackServer(ServerSocketFactory.getDefault(), this::answer);
  private final byte[] object;
  private final Fault fault;

  /** What the store does wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** The whole object comes, whatever range was asked for. */
    IGNORES_RANGE,
    /** The bytes before the range come, and are said to be those. */
    ANSWERS_ANOTHER_RANGE,
    /** The range is said to be the one that was asked for, and its body is half of it. */
    SENDS_TOO_FEW_BYTES,
    /** The same, with a byte more than the range has. */
    SENDS_TOO_MANY_BYTES,
    /** The range comes without a length, and goes on behind its end. */
    TELLS_NO_LENGTH,
    /** The object is another by now, with another ETag. */
    IGNORES_IF_MATCH,
    /** The same, and the answers have no ETag. */
    FORGETS_ETAG
  }

  /** Starts on loopback. */
  WrongStore(byte[] object, Fault fault) {
    this.object = object;
    this.fault = fault;
  }

  S3Store store(String bucket) {
    URI uri = URI.create("http://127.0.0.1:" + server.port());
    return new S3Store(TestStore.client(S3Settings.of("us-east-1", uri)), bucket);
  }

  private void answer(Exchange exchange) throws IOException {
    Matcher range = RANGE.matcher(exchange.header("Range").orElse(""));
    if (range.matches()) {
      get(exchange, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
    } else {
      exchange.head(200, Map.of("ETag", "\"first\""), "Content-Length: " + object.length);
    }
  }

  /** The first range is right, so that the image is known by the time that one is not. */
  private void get(Exchange exchange, int from, int end) throws IOException {
    int length = end - from;
    switch (from == 0 ? Fault.NONE : fault) {
      case NONE -> send(exchange, 206, "first", from, end, length);
      case IGNORES_RANGE -> send(exchange, 200, "first", 0, object.length, object.length);
      case ANSWERS_ANOTHER_RANGE -> send(exchange, 206, "first", from - 64, end - 64, length);
      case SENDS_TOO_FEW_BYTES -> send(exchange, 206, "first", from, end, length / 2);
      case SENDS_TOO_MANY_BYTES, TELLS_NO_LENGTH ->
          send(exchange, 206, "first", from, end, length + 1);
      case IGNORES_IF_MATCH -> send(exchange, 206, "second", from, end, length);
      case FORGETS_ETAG -> send(exchange, 206, "", from, end, length);
    }
  }

  private void send(Exchange exchange, int status, String tag, int from, int end, int bytes)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    if (!tag.isEmpty()) {
      headers.put("ETag", '"' + tag + '"');
    }
    if (status == 206) {
      headers.put("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, object.length));
    }
    boolean untold = from > 0 && fault == Fault.TELLS_NO_LENGTH;
    exchange.head(status, headers, untold ? "Connection: close" : "Content-Length: " + bytes);
    exchange.rawOutput().write(object, from, Math.min(bytes, object.length - from));
  }

  @Override
  public void close() {
    server.close();
  }
}
