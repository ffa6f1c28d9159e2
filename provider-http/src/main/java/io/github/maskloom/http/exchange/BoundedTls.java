package io.github.maskloom.http.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Lays TLS over sockets that have a {@link ReceiveBound}, and looks into what comes over HTTP/2.
 * The bound of a socket that has none, such as a SOCKS proxy's, is kept up here.
 */
public final class BoundedTls extends SSLSocketFactory {
  private final SSLSocketFactory sockets;

  public BoundedTls(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  private static final class TlsSocket extends DelegatingTlsSocket
      implements BoundedSockets.Bounded {
    private final ReceiveBound bound;
    private final Socket below;

    TlsSocket(SSLSocket socket, Socket below) {
      super(socket);
      this.below = below;
      bound =
          below instanceof BoundedSockets.Bounded bounded ? bounded.bound() : new ReceiveBound();
    }

    @Override
    public ReceiveBound bound() {
      return bound;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      InputStream in = super.getInputStream();
      InputStream counted =
          below instanceof BoundedSockets.Bounded
              ? in
              : new BoundedSockets.CountedInput(in, bound, below);
      return "h2".equals(getApplicationProtocol()) ? new FramedInput(counted, bound) : counted;
    }
  }

  /** What comes over HTTP/2; that of bodies is taken off the count again. */
  private static final class FramedInput extends FilterInputStream {
    private final ReceiveBound bound;
    private final Http2Frames frames = new Http2Frames();

    FramedInput(InputStream in, ReceiveBound bound) {
      super(in);
      this.bound = bound;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int count = in.read(to, offset, length);
      bound.receivedAhead(frames.bodyBytes(to, offset, count));
      return count;
    }
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return new TlsSocket((SSLSocket) sockets.createSocket(below, host, port, autoClose), below);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notLaid();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw notLaid();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notLaid();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw notLaid();
  }

  private static UnsupportedOperationException notLaid() {
    return new UnsupportedOperationException("OkHttp lays TLS over sockets that it has");
  }
}
