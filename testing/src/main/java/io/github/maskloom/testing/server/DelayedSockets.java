package io.github.maskloom.testing.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Sockets that do something before they connect. */
public final class DelayedSockets extends PlainSockets {
  private final Consumer<CountDownLatch> beforeConnect;

  /** Something is told when the socket is closed. */
  public DelayedSockets(Consumer<CountDownLatch> beforeConnect) {
    this.beforeConnect = beforeConnect;
  }

  /** Something is done before each connection. */
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
      @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Whoever connects holds the lock.
      public void close() throws IOException {
        closed.countDown();
        super.close();
      }
    };
  }
}
