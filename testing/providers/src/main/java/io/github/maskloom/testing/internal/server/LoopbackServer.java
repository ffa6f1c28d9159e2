package io.github.maskloom.testing.internal.server;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ServerSocketFactory;

/**
 * An HTTP/1.1 server on sockets of its own, so that every fault that a network has can be made, and
 * every connection be counted. A thread per connection; all end with {@link #close}.
 * <b>Threads:</b> safe.
 */
public final class LoopbackServer implements Closeable {
  /** Only a hanging test ever waits so long. */
  private static final long SAFETY_NET_SECONDS = 30;

  /** Answers requests, one connection's one after the other. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers one request. The connection serves another one if the answer was complete, and is
     * closed if not.
     *
     * @param exchange whose body need not be read
     * @throws IOException if the client has gone; the connection is then closed
     */
    void handle(Exchange exchange) throws IOException;
  }

  private final ServerSocket listener;
  private final Handler handler;
  private final Set<Socket> open = new HashSet<>();
  private final List<Thread> threads = new ArrayList<>();
  private int connections;
  private boolean closed;

  /**
   * Starts a server on a free port of 127.0.0.1.
   *
   * @param sockets makes the socket to listen on; those of a {@code LoopbackTls} for TLS
   * @param handler called on a thread of each connection, so on several at once
   * @throws UncheckedIOException if the server cannot listen
   */
  public LoopbackServer(ServerSocketFactory sockets, Handler handler) {
    this.handler = handler;
    try {
      listener =
          sockets.createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("accept", this::accept);
  }

  /** {@return the port that the server listens on} */
  public int port() {
    return listener.getLocalPort();
  }

  /** {@return how many connections were ever accepted} */
  public synchronized int connections() {
    return connections;
  }

  /**
   * Waits until no connection is open any more.
   *
   * @throws AssertionError if that took longer than 30 seconds, or the thread was interrupted
   */
  public void awaitNoConnection() {
    await(() -> open.isEmpty());
  }

  /**
   * Waits for a state. It is asked at once, and again only when a connection was closed or the time
   * is over.
   *
   * @param state asked under this server's lock
   * @throws AssertionError if the state did not come within 30 seconds, or the thread was
   *     interrupted
   */
  public synchronized void await(BooleanSupplier state) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SAFETY_NET_SECONDS);
    while (!state.getAsBoolean()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      try {
        if (millis <= 0) {
          throw new TimeoutException("what was waited for did not happen");
        }
        wait(millis);
      } catch (InterruptedException | TimeoutException e) {
        throw new AssertionError(e);
      }
    }
  }

  private synchronized void start(String name, Runnable task) {
    Thread thread = new Thread(task, "loopback-" + name + "-" + listener.getLocalPort());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        if (register(socket)) {
          start("connection", () -> serve(socket));
        }
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private synchronized boolean register(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      return false;
    }
    connections++;
    open.add(socket);
    return true;
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Exchange exchange = Exchange.next(socket);
      while (exchange != null) {
        handler.handle(exchange);
        if (socket.isClosed() || !exchange.finished()) {
          return;
        }
        exchange = Exchange.next(socket, exchange);
      }
    } catch (IOException e) {
      // The client went away, which is its right.
    } finally {
      forget(socket);
    }
  }

  private synchronized void forget(Socket socket) {
    open.remove(socket);
    notifyAll();
  }

  /**
   * Closes the server and all its connections, and waits up to 30 seconds for the end of each
   * thread. An interrupt ends the waiting, and stays set. Idempotent.
   *
   * @throws UncheckedIOException if a socket cannot be closed
   */
  @Override
  public void close() {
    List<Thread> running;
    synchronized (this) {
      closed = true;
      closeAll();
      running = List.copyOf(threads);
    }
    for (Thread thread : running) {
      Uninterruptibles.joinUninterruptibly(thread, SAFETY_NET_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void closeAll() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
