package io.github.maskloom.testing.internal.server;

import com.google.common.util.concurrent.Uninterruptibles;
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

  /** {@return all headers, by name in whatever case; of several of one name the last} No copy. */
  public Map<String, String> headers() {
    return exchange.headers();
  }

  /** {@return the request and its connection, by which an answer is written} */
  public Exchange exchange() {
    return exchange;
  }

  /**
   * Makes the headers that an answer has, without those that say how long the body is.
   *
   * @param contentType of the answer's body
   * @return {@code content-type}, and {@code x-request-id} with {@link Answer#SERVER_REQUEST_ID}; a
   *     new map, which may be changed
   */
  public Map<String, String> answerHeaders(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", contentType);
    headers.put("x-request-id", Answer.SERVER_REQUEST_ID);
    return headers;
  }

  /**
   * Reads the whole body and records it. Does nothing if that was done before.
   *
   * @throws IOException if the body breaks off, or is not what a client sends
   */
  public void readBody() throws IOException {
    if (read.getCount() > 0) {
      record(exchange.body());
    }
  }

  /**
   * Records a body in the place of {@link #readBody}, and lets those go on who wait for it.
   *
   * @param body from its start; read to its end, and left open
   * @throws IOException if the body breaks off, or is not what a client sends
   */
  public void record(InputStream body) throws IOException {
    keep(body);
    read.countDown();
  }

  /**
   * Keeps what tests want to know of a body. Called on the thread of the connection, while tests
   * may ask on another.
   *
   * @param body to be read to its end
   * @throws IOException if the body breaks off, or is not what a client sends
   */
  protected abstract void keep(InputStream body) throws IOException;

  /**
   * Waits until the body was recorded.
   *
   * @throws AssertionError if that took longer than 30 seconds, or the thread was interrupted
   */
  protected void awaitBody() {
    if (!Uninterruptibles.awaitUninterruptibly(read, 30, TimeUnit.SECONDS)) {
      throw new AssertionError("the request was not read to its end");
    }
  }
}
