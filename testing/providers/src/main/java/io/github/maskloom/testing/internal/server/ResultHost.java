package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import javax.net.ServerSocketFactory;

/**
 * The object store from which images are fetched by pre-signed links: another host than the
 * service's, which must never see the service's key. Links begin with {@code http://localhost:} and
 * the port; a changed one is answered with status 403. Arrays are not copied.
 */
public final class ResultHost extends PlannedServer<ResultHost.Fetch> {
  /** What makes a link valid. A client that changes a byte of it is refused. */
  private static final String SIGNATURE =
      "X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Expires=86400&X-Tos-SignedHeaders=host"
          + "&X-Tos-Credential=AKLT%2F20261001%2Fcn-beijing%2Ftos%2Frequest&X-Tos-Signature=a%2Bb";

  private static final String EXPIRED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code>"
          + "<Message>Request has expired</Message></Error>";

  private final Map<String, Queue<Answer>> results = new HashMap<>();

  /**
   * Starts a host without images on a free port of 127.0.0.1.
   *
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public ResultHost() {
    super(ServerSocketFactory.getDefault(), Fetch::new);
  }

  /** A request that came. */
  public static final class Fetch extends ReceivedCall {
    Fetch(Exchange exchange) {
      super(exchange);
    }

    @Override
    public Map<String, String> answerHeaders(String contentType) {
      Map<String, String> headers = super.answerHeaders(contentType);
      headers.remove("x-request-id");
      headers.put("Accept-Ranges", "bytes");
      headers.put("ETag", "\"5d41402abc4b2a76b9719d911017c592\"");
      return headers;
    }

    @Override
    protected void keep(InputStream body) {}
  }

  /**
   * Answers requests for a new link.
   *
   * @param answers one for each request in this order, the last for all further ones
   * @return the link
   */
  public synchronized String link(Answer... answers) {
    String target = "/seedream/" + results.size() + ".jpeg?" + SIGNATURE;
    results.put(target, new ArrayDeque<>(List.of(answers)));
    return "http://localhost:" + port() + target;
  }

  /**
   * Serves an image, whole or what a request wants of it.
   *
   * @param picture the image
   * @param contentType its media type
   * @return the link
   */
  public String picture(byte[] picture, String contentType) {
    return link(wanted(picture, contentType));
  }

  /**
   * Refuses every request for an image, as a host does when the link has expired.
   *
   * @return the link
   */
  public String expired() {
    return link(Answer.body(403, "application/xml", EXPIRED.getBytes(UTF_8)));
  }

  /**
   * Answers with an image, or with what follows the first byte that the request wants.
   *
   * @param picture the image
   * @param contentType its media type
   * @return the answer
   */
  public static Answer wanted(byte[] picture, String contentType) {
    return call -> {
      String range = call.header("Range").orElse("bytes=0-");
      int start = Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
      Map<String, String> headers = call.answerHeaders(contentType);
      if (start > 0) {
        headers.put("Content-Range", "bytes %d-%d/%2$d".formatted(start, picture.length));
      }
      byte[] rest = Arrays.copyOfRange(picture, start, picture.length);
      call.exchange().respond(start == 0 ? 200 : 206, headers, rest);
    };
  }

  @Override
  protected synchronized Optional<Answer> unplanned(Fetch fetch) {
    Queue<Answer> answers = results.getOrDefault(fetch.path(), new ArrayDeque<>());
    Answer next = answers.size() > 1 ? answers.remove() : answers.peek();
    return Optional.of(next == null ? Answer.empty(403) : next);
  }
}
