package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/**
 * The object store from which images are fetched by pre-signed links: another host than the
 * service's, which must never see the service's key. Links begin with {@code http://localhost:} and
 * the port; a changed one is answered with status 403. Arrays are not copied.
 */
public final class ResultHost implements Closeable {
  /** What makes a link valid. A client that changes a byte of it is refused. */
  private static final String SIGNATURE =
      "X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Expires=86400&X-Tos-SignedHeaders=host"
          + "&X-Tos-Credential=AKLT%2F20261001%2Fcn-beijing%2Ftos%2Frequest&X-Tos-Signature=a%2Bb";

  private static final String EXPIRED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code>"
          + "<Message>Request has expired</Message></Error>";

  private final LoopbackServer server =
      new LoopbackServer(ServerSocketFactory.getDefault(), this::handle);
  private final Map<String, LoopbackServer.Handler> results = new LinkedHashMap<>();
  private final List<Fetch> fetches = new ArrayList<>();

  /**
   * Starts a host without images on a free port of 127.0.0.1.
   *
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public ResultHost() {}

  /**
   * A request that came.
   *
   * @param target path and query, byte for byte as they were sent
   * @param headers by name in whatever case, of several of one name the last; not copied
   */
  public record Fetch(String target, Map<String, String> headers) {
    /**
     * Finds a header.
     *
     * @param name in whatever case
     * @return the last of this name, or empty if there was none
     */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /**
   * Makes an image that is there: whole, or from the byte on that {@code Range} asks for.
   *
   * @param picture its bytes
   * @param contentType that it is sent with
   * @return its link
   */
  public String picture(byte[] picture, String contentType) {
    return link(exchange -> send(exchange, picture, contentType));
  }

  /**
   * Makes an image whose first requests fail.
   *
   * @param picture its bytes
   * @param contentType that it is sent with
   * @param status that the first requests are answered with, without a body
   * @param times how many requests fail
   * @return its link
   */
  public String pictureAfterErrors(byte[] picture, String contentType, int status, int times) {
    int[] left = {times};
    return link(
        exchange -> {
          if (left[0]-- > 0) {
            exchange.respond(status, Map.of(), new byte[0]);
          } else {
            send(exchange, picture, contentType);
          }
        });
  }

  /** {@return a link that is too old: its answer has status 403 and an error in XML} */
  public String expired() {
    return link(
        exchange ->
            exchange.respond(
                403, Map.of("Content-Type", "application/xml"), EXPIRED.getBytes(UTF_8)));
  }

  /**
   * Makes an image of which each answer brings a part before the host hangs up.
   *
   * @param picture its bytes
   * @param contentType that it is sent with
   * @param bytesPerAnswer how many come at most; the rest can be asked for with {@code Range}
   * @return its link
   */
  public String cut(byte[] picture, String contentType, int bytesPerAnswer) {
    return link(
        exchange -> {
          int start = start(exchange);
          Map<String, String> headers = headers(contentType);
          if (start > 0) {
            headers.put("Content-Range", range(start, picture.length));
          }
          int left = picture.length - start;
          exchange.head(start > 0 ? 206 : 200, headers, "Content-Length: " + left);
          exchange.rawOutput().write(picture, start, Math.min(bytesPerAnswer, left));
          exchange.rawOutput().flush();
          exchange.hangUp();
        });
  }

  /**
   * Makes an image that ends early, with a hang-up, and whose {@code Range} is not heeded.
   *
   * @param picture its bytes, whose whole length is promised
   * @param contentType that it is sent with
   * @param bytesThatCome in each answer, from the first byte on; at most all
   * @return its link
   */
  public String cutWithoutRanges(byte[] picture, String contentType, int bytesThatCome) {
    return link(
        exchange -> {
          begin(exchange, picture, contentType, bytesThatCome);
          exchange.hangUp();
        });
  }

  /**
   * Makes an image whose first answer states no length and breaks off behind the last byte. Later
   * answers are whole. A {@code Range} is refused with status 416.
   *
   * @param picture its bytes
   * @param contentType that it is sent with
   * @return its link
   */
  public String brokenOffAtItsEnd(byte[] picture, String contentType) {
    boolean[] broken = {false};
    return link(
        exchange -> {
          if (exchange.header("Range").isPresent()) {
            exchange.respond(416, Map.of(), new byte[0]);
          } else if (broken[0]) {
            send(exchange, picture, contentType);
          } else {
            broken[0] = true;
            exchange.respondInChunks(200, headers(contentType)).write(picture);
            exchange.hangUp();
          }
        });
  }

  /**
   * Makes an image whose first half comes, and then nothing until the client goes.
   *
   * @param picture its bytes
   * @param contentType that it is sent with
   * @param stalled counted down when the first half was sent
   * @return its link
   */
  public String stalls(byte[] picture, String contentType, CountDownLatch stalled) {
    return link(
        exchange -> {
          begin(exchange, picture, contentType, picture.length / 2);
          stalled.countDown();
          exchange.awaitHangUp();
        });
  }

  private static void begin(Exchange exchange, byte[] picture, String contentType, int bytes)
      throws IOException {
    exchange.head(200, Map.of("Content-Type", contentType), "Content-Length: " + picture.length);
    exchange.rawOutput().write(picture, 0, bytes);
    exchange.rawOutput().flush();
  }

  /**
   * Makes an image that comes in many small chunks, each of which is sent at once.
   *
   * @param picture its bytes
   * @param contentType that it is sent with
   * @param bytesPerPiece the most bytes of a chunk, at least 1
   * @return its link
   */
  public String slow(byte[] picture, String contentType, int bytesPerPiece) {
    return link(
        exchange -> {
          try (OutputStream out =
              exchange.respondInChunks(200, Map.of("Content-Type", contentType))) {
            for (int start = 0; start < picture.length; start += bytesPerPiece) {
              out.write(picture, start, Math.min(bytesPerPiece, picture.length - start));
              Thread.onSpinWait();
            }
          }
        });
  }

  /**
   * Makes a link whose answer never ends. If both texts are parts of a head, no byte of an image
   * comes.
   *
   * @param start of the answer, byte for byte from its status line; sent once
   * @param more 1 to 65536 characters of ISO 8859-1 that are repeated until the client goes
   * @param sent grows by the bytes that are repeated
   * @return its link
   */
  public String endless(String start, String more, AtomicLong sent) {
    return link(
        exchange ->
            exchange.writeEndlessly(start.getBytes(ISO_8859_1), more.getBytes(ISO_8859_1), sent));
  }

  /**
   * Makes a link that leads elsewhere, with status 302.
   *
   * @param to value of the header {@code Location}
   * @return the link
   */
  public String redirect(String to) {
    return link(exchange -> exchange.respond(302, Map.of("Location", to), new byte[0]));
  }

  /** {@return a link that leads to itself} */
  public String redirectLoop() {
    return link(
        exchange -> exchange.respond(302, Map.of("Location", exchange.target()), new byte[0]));
  }

  private synchronized String link(LoopbackServer.Handler result) {
    String target = "/seedream/" + results.size() + ".jpeg?" + SIGNATURE;
    results.put(target, result);
    return "http://localhost:" + server.port() + target;
  }

  /** {@return a copy of the requests so far, in order, also of those that were refused} */
  public synchronized List<Fetch> fetches() {
    return List.copyOf(fetches);
  }

  /**
   * Waits until no connection is open any more.
   *
   * @throws AssertionError if that took longer than 30 seconds, or the thread was interrupted
   */
  public void awaitNoConnection() {
    server.awaitNoConnection();
  }

  private void handle(Exchange exchange) throws IOException {
    LoopbackServer.Handler result;
    synchronized (this) {
      fetches.add(new Fetch(exchange.target(), exchange.headers()));
      result =
          results.getOrDefault(
              exchange.target(), unknown -> unknown.respond(403, Map.of(), new byte[0]));
    }
    result.handle(exchange);
  }

  private static void send(Exchange exchange, byte[] picture, String contentType)
      throws IOException {
    int start = start(exchange);
    Map<String, String> headers = headers(contentType);
    if (start == 0) {
      exchange.respond(200, headers, picture);
    } else {
      headers.put("Content-Range", range(start, picture.length));
      exchange.respond(206, headers, Arrays.copyOfRange(picture, start, picture.length));
    }
  }

  private static Map<String, String> headers(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Accept-Ranges", "bytes");
    headers.put("ETag", "\"5d41402abc4b2a76b9719d911017c592\"");
    return headers;
  }

  private static String range(int start, int length) {
    return "bytes " + start + "-" + (length - 1) + "/" + length;
  }

  private static int start(Exchange exchange) {
    String range = exchange.header("Range").orElse("bytes=0-");
    return Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
  }

  /** Closes the host and all its connections, and waits for its threads. Idempotent. */
  @Override
  public void close() {
    server.close();
  }
}
