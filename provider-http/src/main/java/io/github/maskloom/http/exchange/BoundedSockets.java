package io.github.maskloom.http.exchange;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Makes sockets through which no more comes than a {@link ReceiveBound} allows. TLS reads from them
 * too, so its records count.
 */
final class BoundedSockets extends SocketFactory {
  private final ReceiveBound bound;

  BoundedSockets(ReceiveBound bound) {
    this.bound = bound;
  }

  private static final class BoundedSocket extends Socket {
    private final ReceiveBound bound;

    BoundedSocket(ReceiveBound bound) {
      this.bound = bound;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new CountedInput(super.getInputStream(), bound, this);
    }
  }

  /** Counts what comes out of a socket, and closes it when that is too much. */
  private static final class CountedInput extends FilterInputStream {
    private final ReceiveBound bound;
    private final Closeable socket;

    CountedInput(InputStream in, ReceiveBound bound, Closeable socket) {
      super(in);
      this.bound = bound;
      this.socket = socket;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int count = in.read(to, offset, length);
      count(Math.max(0, count));
      return count;
    }

    /** A peer that floods may not read either: closing frees whoever waits to write to it. */
    private void count(int bytes) throws IOException {
      try {
        bound.received(bytes);
      } catch (ReceiveLimitException e) {
        socket.close();
        throw e;
      }
    }
  }

  @Override
  public Socket createSocket() {
    return new BoundedSocket(bound);
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
    return new UnsupportedOperationException("OkHttp connects its sockets itself");
  }
}
