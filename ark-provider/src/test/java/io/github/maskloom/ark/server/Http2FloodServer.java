package io.github.maskloom.ark.server;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * A server that takes one request over HTTP/2, answers with some frames, and then with others again
 * and again until the client goes (RFC 9113).
 */
public final class Http2FloodServer implements Closeable {
  private static final int PREFACE_BYTES = 24;
  private static final int DATA = 0;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;

  private final SSLServerSocket listener;
  private final byte[] start;
  private final byte[] more;
  private final AtomicLong sent = new AtomicLong();

  /** A server with such frames, made by {@link #frame}. */
  public Http2FloodServer(SSLServerSocketFactory sockets, byte[] start, byte[] more) {
    this.start = start;
    this.more = more;
    try {
      listener =
          (SSLServerSocket)
              sockets.createServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      SSLParameters parameters = listener.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      listener.setSSLParameters(parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::accept, "http2-flood");
    thread.setDaemon(true);
    thread.start();
  }

  /** A frame of the first stream, or of none. */
  public static byte[] frame(int type, int flags, int stream, byte... payload) {
    byte[] frame = new byte[9 + payload.length];
    frame[0] = (byte) (payload.length >> 16);
    frame[1] = (byte) (payload.length >> 8);
    frame[2] = (byte) payload.length;
    frame[3] = (byte) type;
    frame[4] = (byte) flags;
    frame[8] = (byte) stream;
    System.arraycopy(payload, 0, frame, 9, payload.length);
    return frame;
  }

  public URI baseUrl() {
    return URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/api/v3");
  }

  /** How many bytes of frames were sent again and again. */
  public long sent() {
    return sent.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        flood(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
      } catch (IOException e) {
        // The client went away, or the server was closed.
      }
    }
  }

  private void flood(DataInputStream in, OutputStream out) throws IOException {
    in.readNBytes(PREFACE_BYTES);
    out.write(frame(SETTINGS, 0, 0));
    for (boolean whole = false; !whole; ) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      in.skipNBytes(4L + length);
      whole = type == DATA && (flags & END_STREAM) != 0;
    }
    out.write(start);
    while (true) {
      out.write(more);
      sent.addAndGet(more.length);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
