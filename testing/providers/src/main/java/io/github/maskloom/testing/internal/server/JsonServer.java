package io.github.maskloom.testing.internal.server;

import io.github.maskloom.testing.internal.Documented;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A service on loopback to which images are sent within JSON. It answers every path as planned. The
 * bodies are recorded with a {@link SentImage} in the place of each image, so that those of
 * hundreds of megabytes fit into the heap. <b>Threads:</b> safe.
 */
public final class JsonServer extends PlannedServer<JsonServer.Call> {
  private final String scheme;

  /** A request, as it was received. */
  public static final class Call extends ReceivedCall {
    private volatile Map<String, @Nullable Object> json = Map.of();

    Call(Exchange exchange) {
      super(exchange);
    }

    /**
     * Waits until the body was read.
     *
     * @return its members as {@link Documented#recorded} reads them
     * @throws AssertionError if that took longer than 30 seconds
     */
    public Map<String, @Nullable Object> json() {
      awaitBody();
      return json;
    }

    /**
     * Waits until the body was read.
     *
     * @return the images in it, in their order
     * @throws AssertionError if that took longer than 30 seconds
     */
    public List<SentImage> images() {
      List<SentImage> found = new ArrayList<>();
      addTo(found, json());
      return found;
    }

    private static void addTo(List<SentImage> found, @Nullable Object value) {
      if (value instanceof SentImage image) {
        found.add(image);
      } else if (value instanceof List<?> list) {
        list.forEach(each -> addTo(found, each));
      } else if (value instanceof Map<?, ?> members) {
        members.values().forEach(each -> addTo(found, each));
      }
    }

    @Override
    protected void keep(InputStream body) throws IOException {
      json = Documented.recorded(body);
    }
  }

  /**
   * Starts a service without TLS on a free port of 127.0.0.1.
   *
   * @param answers to the calls in order
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public JsonServer(Answer... answers) {
    this("http", ServerSocketFactory.getDefault(), answers);
  }

  /**
   * Starts a service on a free port of 127.0.0.1.
   *
   * @param scheme of its address
   * @param sockets makes the socket to listen on; those of a {@code LoopbackTls} for TLS
   * @param answers to the calls in order
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public JsonServer(String scheme, ServerSocketFactory sockets, Answer... answers) {
    super(sockets, Call::new, answers);
    this.scheme = scheme;
  }

  /** {@return the service's address, without a slash at its end} */
  public URI baseUrl() {
    return URI.create(scheme + "://127.0.0.1:" + port() + "/v1");
  }
}
