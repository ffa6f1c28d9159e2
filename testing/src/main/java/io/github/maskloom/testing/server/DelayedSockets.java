package io.github.maskloom.testing.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * Makes sockets that do something before they connect. Only {@link #createSocket()} makes them: the
 * methods with an address throw {@link UnsupportedOperationException}.
 */
public final class DelayedSockets extends SocketFactory {
  private final Consumer<CountDownLatch> beforeConnect;

  /**
   * Makes a factory whose action can learn that the connection is not wanted any more.
   *
   * @param beforeConnect runs on the thread that connects; its latch opens when the socket is
   *     closed. If it throws {@link IllegalStateException}, connecting fails with a {@link
   *     SocketException}.
   */
  public DelayedSockets(Consumer<CountDownLatch> beforeConnect) {
    this.beforeConnect = beforeConnect;
  }

  /**
   * Makes a factory with an action.
   *
   * @param beforeConnect runs on the thread that connects. If it throws {@link
   *     IllegalStateException}, connecting fails with a {@link SocketException}.
   */
  public DelayedSockets(Runnable beforeConnect) {
    this(closed -> beforeConnect.run());
  }

  @Override
  public Socket createSocket() {
    CountDownLatch closed = new CountDownLatch(1);
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        try {
          beforeConnect.accept(closed);
        } catch (IllegalStateException e) {
          throw (IOException) new SocketException("not connected").initCause(e);
        }
        super.connect(endpoint, timeout);
      }

      @Override
      @SuppressWarnings(
          "UnsynchronizedOverridesSynchronized") // The thread that connects holds the lock.
      public void close() throws IOException {
        closed.countDown();
        super.close();
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notConnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw notConnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notConnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw notConnected();
  }

  private static UnsupportedOperationException notConnected() {
    return new UnsupportedOperationException("sockets are connected by those that ask for them");
  }
}
