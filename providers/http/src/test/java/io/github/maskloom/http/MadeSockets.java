package io.github.maskloom.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/** Sockets that a test makes, none of them connected yet. */
final class MadeSockets extends SocketFactory {
  private final Supplier<Socket> made;

  MadeSockets(Supplier<Socket> made) {
    this.made = made;
  }

  /**
   * Sockets that do something before they connect. Its latch opens when the socket is closed. If it
   * throws {@link IllegalStateException}, connecting fails with a {@link SocketException}.
   */
  static MadeSockets delayed(Consumer<CountDownLatch> beforeConnect) {
    return new MadeSockets(() -> new DelayedSocket(beforeConnect));
  }

  private static final class DelayedSocket extends Socket {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Consumer<CountDownLatch> beforeConnect;

    DelayedSocket(Consumer<CountDownLatch> beforeConnect) {
      this.beforeConnect = beforeConnect;
    }

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
  }

  @Override
  public Socket createSocket() {
    return made.get();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
