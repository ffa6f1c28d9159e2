package io.github.maskloom.http.call;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * How much may come through the sockets of one request before a byte of a body is delivered to its
 * reader. OkHttp limits headers, but not, for example, the line that begins a chunk: such a line
 * without end would fill the heap. So whatever the peer sends is counted where it leaves the
 * socket: TLS, headers, and the framing of bodies. The count begins again with each delivery.
 *
 * <p>OkHttp decompresses between the connection and the reader, and a compressed body may be
 * endless as well before its first byte. So bytes of a body are counted on that way too.
 * <b>Threads:</b> safe.
 */
final class ReceiveBound {
  /** The most bytes that come without a byte of a body being delivered. */
  private static final long MAX_BYTES = 1 << 20;

  private long received;
  private long undelivered;

  /** A client for one request, with sockets of its own that have a bound of their own. */
  static OkHttpClient appliedTo(OkHttpClient client) {
    ReceiveBound bound = new ReceiveBound();
    return client
        .newBuilder()
        .socketFactory(new BoundedSockets(bound))
        .addInterceptor(chain -> follow(chain, bound::delivered))
        .addNetworkInterceptor(chain -> follow(chain, bound::taken))
        .build();
  }

  /**
   * Bytes came out of a socket.
   *
   * @throws ReceiveLimitException if they are too many, now and for all that follow
   */
  synchronized void received(int bytes) throws ReceiveLimitException {
    received += bytes;
    throwIfTooMany(received);
  }

  /**
   * Bytes of the body came out of its framing.
   *
   * @throws ReceiveLimitException if they are too many
   */
  synchronized void taken(long bytes) throws ReceiveLimitException {
    undelivered += bytes;
    throwIfTooMany(undelivered);
  }

  /** Bytes of the body were delivered to its reader. */
  synchronized void delivered(long bytes) {
    if (bytes > 0) {
      received = 0;
      undelivered = 0;
    }
  }

  private static void throwIfTooMany(long bytes) throws ReceiveLimitException {
    if (bytes > MAX_BYTES) {
      throw new ReceiveLimitException(bytes);
    }
  }

  /** Hears of bytes that pass by. */
  private interface Counter {
    void passed(long bytes) throws IOException;
  }

  private static Response follow(Interceptor.Chain chain, Counter counter) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.newBuilder().body(new CountedBody(response.body(), counter)).build();
  }

  private static final class CountedBody extends ResponseBody {
    private final ResponseBody body;
    private final BufferedSource source;

    CountedBody(ResponseBody body, Counter counter) {
      this.body = body;
      source = Okio.buffer(counted(body.source(), counter));
    }

    private static Source counted(Source body, Counter counter) {
      return new ForwardingSource(body) {
        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
          long count = super.read(sink, byteCount);
          counter.passed(Math.max(0, count));
          return count;
        }
      };
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  /**
   * Makes sockets through which no more comes than a {@link ReceiveBound} allows. TLS reads from
   * them too, so its records count.
   */
  private static final class BoundedSockets extends SocketFactory {
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

      /**
       * A peer that floods may not read either: closing frees a thread that waits to write to it.
       */
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

  /** Says that a peer sends and sends, but nothing of what was asked for. */
  static final class ReceiveLimitException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    public ReceiveLimitException(long bytes) {
      super(bytes + " bytes came, and not one of a body");
    }

    /** Whether this is why something failed. */
    public static boolean isCauseOf(Throwable failure) {
      for (Throwable each = failure; each != null; each = each.getCause()) {
        if (each instanceof ReceiveLimitException) {
          return true;
        }
      }
      return false;
    }
  }
}
