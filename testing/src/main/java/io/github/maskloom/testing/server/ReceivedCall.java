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

  /**
   * Begins with a call of which only the head is known.
   *
   * @param exchange whose head was read
   */
  protected ReceivedCall(Exchange exchange) {
    this.exchange = exchange;
  }

  /** {@return the request's method} */
  public String method() {
    return exchange.method();
  }

  /** {@return the request's path, and its query if it has one} */
  public String path() {
    return exchange.target();
  }

  /**
   * Finds a header.
   *
   * @param name in whatever case
   * @return the last of this name, or empty if there is none
   */
  public Optional<String> header(String name) {
    return exchange.header(name);
  }

  /** {@return all headers, by name in whatever case} */
  public Map<String, String> headers() {
    return exchange.headers();
  }

  /** {@return the request and its connection} */
  public Exchange exchange() {
    return exchange;
  }

  /**
   * Makes the headers that an answer has.
   *
   * @param contentType of its body
   * @return by name; may be changed
   */
  public Map<String, String> answerHeaders(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", contentType);
    headers.put("x-request-id", Answer.SERVER_REQUEST_ID);
    return headers;
  }

  /**
   * Reads the whole body and records it, unless that was done.
   *
   * @throws IOException if it breaks off, or is not what a client sends
   */
  public void readBody() throws IOException {
    if (read.getCount() > 0) {
      record(exchange.body());
    }
  }

  /**
   * Records a body that was read.
   *
   * @param body from its start
   * @throws IOException if it is not what a client sends
   */
  public void record(InputStream body) throws IOException {
    keep(body);
    read.countDown();
  }

  /**
   * Keeps what tests want to know of a body.
   *
   * @param body to be read to its end
   * @throws IOException if it breaks off, or is not what a client sends
   */
  protected abstract void keep(InputStream body) throws IOException;

  /**
   * Waits until the body was read.
   *
   * @throws AssertionError if that took longer than 30 seconds
   */
  protected void awaitBody() {
    try {
      if (!read.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the request was not read to its end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Reads a number of bytes of the body and forgets them. It stops where the body ends.
   *
   * @param count of bytes
   * @throws IOException if the connection breaks off
   */
  public void readBytes(long count) throws IOException {
    InputStream body = exchange.body();
    for (long left = count; left > 0; left--) {
      if (body.read() < 0) {
        return;
      }
    }
  }
}
