package io.github.maskloom.ark.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call of the image generation, as it was received. <b>Threads:</b> safe. */
public final class ArkCall {
  private final Exchange exchange;
  private final CountDownLatch read = new CountDownLatch(1);
  private volatile Map<String, @Nullable Object> json = Map.of();

  ArkCall(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The request's method. */
  public String method() {
    return exchange.method();
  }

  /** The request's path. */
  public String path() {
    return exchange.target();
  }

  /** The first header of this name, in whatever case. */
  public Optional<String> header(String name) {
    return exchange.header(name);
  }

  /** All headers. */
  public Map<String, String> headers() {
    return exchange.headers();
  }

  /**
   * The members of the body, once it was read, with a {@link SentImage} in the place of each data
   * URL.
   */
  public Map<String, @Nullable Object> json() {
    try {
      if (!read.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the request was not read to its end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return json;
  }

  /** The images that were sent, in order. */
  public List<Object> images() {
    Object image = json().get("image");
    return image == null
        ? List.of()
        : image instanceof List<?> list ? List.copyOf(list) : List.of(image);
  }

  Exchange exchange() {
    return exchange;
  }

  /** Reads the whole body and records it, unless that was done. */
  void readBody() throws IOException {
    if (read.getCount() > 0) {
      record(exchange.body());
    }
  }

  /** Records a body that was read. */
  void record(InputStream body) throws IOException {
    json = JsonTree.object(DataUrlDigest.shorten(body));
    read.countDown();
  }

  /** Reads so many bytes of the body and forgets them. */
  void readBytes(long count) throws IOException {
    InputStream body = exchange.body();
    for (long left = count; left > 0; left--) {
      if (body.read() < 0) {
        return;
      }
    }
  }
}
