package io.github.maskloom.testing.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/** Sockets that do something before they connect. */
public final class DelayedSockets extends SocketFactory {
  private final Consumer<CountDownLatch> beforeConnect;

  /**
   * Does something before each connection, which can learn that it is not wanted any more.
   *
   * @param beforeConnect gets a latch that opens when the socket is closed; its {@link
   *     IllegalStateException} means that the connection fails
   */
  public DelayedSockets(Consumer<CountDownLatch> beforeConnect) {
    this.beforeConnect = beforeConnect;
  }

  /**
   * Does something before each connection.
   *
   * @param beforeConnect runs on the thread that connects
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
