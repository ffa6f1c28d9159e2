package io.github.maskloom.ark;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets through which no more comes than their {@link ReceiveBound} allows. */
final class BoundedSockets extends SocketFactory {
  /** A socket with a bound. */
  interface Bounded {
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
      return new CountedInput(super.getInputStream(), bound);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new CountedOutput(super.getOutputStream(), bound);
    }
  }

  private static final class CountedInput extends FilterInputStream {
    private final ReceiveBound bound;

    CountedInput(InputStream in, ReceiveBound bound) {
      super(in);
      this.bound = bound;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      bound.received(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int count = in.read(to, offset, length);
      bound.received(Math.max(0, count));
      return count;
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
