package io.github.maskloom.http.call;

import io.github.maskloom.http.call.AnswerBounds.CountedInput;
import io.github.maskloom.http.call.AnswerBounds.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

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
        .socketFactory(bound.new BoundedSockets())
        .addInterceptor(chain -> follow(chain, bound::delivered))
        .addNetworkInterceptor(chain -> follow(chain, bound::taken))
        .build();
  }

  /**
   * Bytes came out of a socket.
   *
   * @throws ReceiveLimitException if they are too many, now and for all that follow
   */
  synchronized void received(long bytes) throws ReceiveLimitException {
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

  private static Response follow(Interceptor.Chain chain, Counter counter) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    Source counted =
        new ForwardingSource(body.source()) {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            long count = super.read(sink, byteCount);
            counter.count(Math.max(0, count));
            return count;
          }
        };
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(counted), body.contentType(), body.contentLength()))
        .build();
  }

  /**
   * Makes sockets through which no more comes than a {@link ReceiveBound} allows. TLS reads from
   * them too, so its records count. OkHttp connects them itself.
   */
  private final class BoundedSockets extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Socket() {
        @Override
        public InputStream getInputStream() throws IOException {
          return new CountedInput(super.getInputStream(), this::count);
        }

        /** A peer that floods may not read either: closing frees a thread that waits to write. */
        private void count(long bytes) throws IOException {
          try {
            received(bytes);
          } catch (ReceiveLimitException e) {
            close();
            throw e;
          }
        }
      };
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

  /** Says that a peer sends and sends, but nothing of what was asked for. */
  static final class ReceiveLimitException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    public ReceiveLimitException(long bytes) {
      super(bytes + " bytes came, and not one of a body");
    }

    /** Whether this is why something failed. */
    public static boolean isCauseOf(Throwable failure) {
      return CallErrors.causes(failure).anyMatch(ReceiveLimitException.class::isInstance);
    }
  }
}
