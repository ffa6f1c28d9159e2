package io.github.maskloom.testing.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call of a service, as it was received. <b>Threads:</b> safe. */
public abstract class ReceivedCall {
  private final Exchange exchange;
  private final CountDownLatch read = new CountDownLatch(1);

  /** A call whose head was read. */
  protected ReceivedCall(Exchange exchange) {
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

  /** The request and its connection. */
  public Exchange exchange() {
    return exchange;
  }

  /** The headers that an answer has. */
  public Map<String, String> answerHeaders(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", contentType);
    headers.put("x-request-id", Answer.SERVER_REQUEST_ID);
    return headers;
  }

  /** Reads the whole body and records it, unless that was done. */
  public void readBody() throws IOException {
    if (read.getCount() > 0) {
      record(exchange.body());
    }
  }

  /** Records a body that was read. */
  public void record(InputStream body) throws IOException {
    keep(body);
    read.countDown();
  }

  /** Keeps what tests want to know of a body. */
  protected abstract void keep(InputStream body) throws IOException;

  /** Waits until the body was read. */
  protected void awaitBody() {
    try {
      if (!read.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the request was not read to its end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads a number of bytes of the body and forgets them. */
  public void readBytes(long count) throws IOException {
    InputStream body = exchange.body();
    for (long left = count; left > 0; left--) {
      if (body.read() < 0) {
        return;
      }
    }
  }
}
