package io.github.maskloom.http.exchange;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets through which no more comes than their {@link ReceiveBound} allows. */
public final class BoundedSockets extends SocketFactory {
  /** A socket with a bound. */
  public interface Bounded {
    ReceiveBound bound();
  }

  private static final class BoundedSocket extends Socket implements Bounded {
    private final ReceiveBound bound = new ReceiveBound();

    @Override
    public ReceiveBound bound() {
      return bound;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new CountedInput(super.getInputStream(), bound, this);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new CountedOutput(super.getOutputStream(), bound);
    }
  }

  /** Counts what comes out of a socket, and closes it when that is too much. */
  public static final class CountedInput extends FilterInputStream {
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

  private static final class CountedOutput extends FilterOutputStream {
    private final ReceiveBound bound;

    CountedOutput(OutputStream out, ReceiveBound bound) {
      super(out);
      this.bound = bound;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bound.sent(1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bound.sent(length);
    }
  }

  @Override
  public Socket createSocket() {
    return new BoundedSocket();
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
