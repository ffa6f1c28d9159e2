package io.github.maskloom.testing.internal.server;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javax.net.ServerSocketFactory;

/**
 * An HTTP/1.1 server on sockets of its own, so that every fault that a network has can be made, and
 * every connection be counted. A thread per connection; all end with {@link #close}.
 * <b>Threads:</b> safe.
 */
public final class LoopbackServer implements Closeable {
  /** Only a hanging test ever waits so long. */
  private static final Duration SAFETY_NET = Duration.ofSeconds(30);

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
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          new ThreadFactoryBuilder().setDaemon(true).setNameFormat("loopback-%d").build());
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
    threads.execute(this::accept);
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
  public synchronized void awaitNoConnection() {
    long end = System.nanoTime() + SAFETY_NET.toNanos();
    while (!open.isEmpty()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      try {
        if (millis <= 0) {
          throw new TimeoutException("a connection is still open");
        }
        wait(millis);
      } catch (InterruptedException | TimeoutException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        register(listener.accept());
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private synchronized void register(Socket socket) throws IOException {
    if (closed) {
      socket.close();
    } else {
      connections++;
      open.add(socket);
      threads.execute(() -> serve(socket));
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      Exchange exchange = Exchange.next(socket, in);
      while (exchange != null) {
        handler.handle(exchange);
        if (socket.isClosed() || !exchange.finished()) {
          return;
        }
        exchange = Exchange.next(socket, in);
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
    closeAll();
    MoreExecutors.shutdownAndAwaitTermination(threads, SAFETY_NET);
  }

  private synchronized void closeAll() {
    closed = true;
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
