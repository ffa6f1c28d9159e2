package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.net.ServerSocketFactory;

/**
 * A service, or a gateway before it, that has lost count: behind each answer it writes another one
 * on the same connection, which nobody asked for. <b>Threads:</b> safe.
 */
public final class DesynchronizedServer implements Closeable {
  private static final long LATER_MILLIS = 30;

  /** When the second response is written. */
  public enum Moment {
    /** In the same write as the first. */
    SAME_WRITE,
    /** A little later, when the connection is idle. */
    LATER,
    /** When the next request has come, on whatever connection, and before that is answered. */
    NEXT_CALL
  }

  private final Moment moment;
  private final IntFunction<byte[]> answers;
  private final byte[] second;
  private final AtomicInteger posts = new AtomicInteger();
  private final Queue<OutputStream> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore written = new Semaphore(0);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final LoopbackServer server;

  /**
   * Starts a server on a free port of 127.0.0.1.
   *
   * @param sockets makes the socket to listen on; those of a {@code LoopbackTls} for TLS
   * @param moment when the second response is written
   * @param answers head and body for each request, by its number from 0, as {@link #response}
   *     writes them
   * @param second head and body that follow each of them, whole or not; copied
   * @throws java.io.UncheckedIOException if the server cannot listen
   */
  public DesynchronizedServer(
      ServerSocketFactory sockets, Moment moment, IntFunction<byte[]> answers, byte[] second) {
    this.moment = moment;
    this.answers = answers;
    this.second = second.clone();
    server = new LoopbackServer(sockets, this::handle);
  }

  /**
   * Writes an answer in JSON that keeps its connection open.
   *
   * @param status of the answer
   * @param json its body
   * @return head and body, as they go over the wire
   */
  public static byte[] response(int status, String json) {
    byte[] body = json.getBytes(UTF_8);
    Map<String, String> headers = Map.of("content-type", "application/json");
    byte[] head = Exchange.headBytes(status, headers, "Content-Length: " + body.length);
    return Bytes.concat(head, body);
  }

  /** {@return the port that the server listens on} */
  public int port() {
    return server.port();
  }

  /** {@return how many requests came, whatever their method} */
  public int posts() {
    return posts.get();
  }

  /**
   * Waits until a second response was written, or its connection was found closed. To be called
   * once for each request. At other moments than {@link Moment#LATER} it returns at once.
   *
   * @throws InterruptedException if the thread was interrupted
   * @throws AssertionError if that took longer than 30 seconds
   */
  public void awaitSecond() throws InterruptedException {
    if (moment == Moment.LATER && !written.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the second response was not written");
    }
  }

  private void handle(Exchange exchange) throws IOException {
    exchange.body().transferTo(OutputStream.nullOutputStream());
    byte[] first = answers.apply(posts.getAndIncrement());
    OutputStream out = exchange.rawOutput();
    switch (moment) {
      case SAME_WRITE -> exchange.respondRaw(Bytes.concat(first, second));
      case LATER -> {
        exchange.respondRaw(first);
        var unused = timer.schedule(() -> writeSecond(out), LATER_MILLIS, TimeUnit.MILLISECONDS);
      }
      case NEXT_CALL -> {
        waiting.forEach(this::writeSecond);
        waiting.clear();
        exchange.respondRaw(first);
        waiting.add(out);
      }
    }
  }

  private void writeSecond(OutputStream out) {
    try {
      out.write(second);
      out.flush();
    } catch (IOException e) {
      // The client has closed the connection, as it should.
    } finally {
      written.release();
    }
  }

  /** Closes the server and all its connections; second responses that are due are not written. */
  @Override
  public void close() {
    timer.shutdownNow();
    server.close();
  }
}
