package io.github.maskloom.http.exchange;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Follows the body of one answer from its connection to its reader, and tells the connection's
 * {@link ReceiveBound} of what is delivered. In between OkHttp decompresses, and a compressed body
 * may be endless as well before its first byte. <b>Threads:</b> confined to one.
 */
public final class BodyProgress {
  private @Nullable ReceiveBound bound;
  private long undelivered;

  private BodyProgress() {}

  /** Makes a client count, whose sockets are {@link BoundedSockets}. */
  public static void addTo(OkHttpClient.Builder client) {
    client.addInterceptor(BodyProgress::atTheReader);
    client.addNetworkInterceptor(BodyProgress::atTheConnection);
  }

  private static Response atTheReader(Interceptor.Chain chain) throws IOException {
    BodyProgress count = new BodyProgress();
    Request request = chain.request().newBuilder().tag(BodyProgress.class, count).build();
    Response response = chain.proceed(request);
    return follow(response, count::delivered);
  }

  private static Response atTheConnection(Interceptor.Chain chain) throws IOException {
    BodyProgress count = Objects.requireNonNull(chain.request().tag(BodyProgress.class));
    count.begin(Objects.requireNonNull(chain.connection()));
    return follow(chain.proceed(chain.request()), count::taken);
  }

  private void begin(Connection connection) {
    undelivered = 0;
    if (connection.socket() instanceof BoundedSockets.Bounded bounded) {
      bound = bounded.bound();
      bound.progressed();
    }
  }

  private void taken(long bytes) throws IOException {
    undelivered += bytes;
    if (undelivered > ReceiveBound.MAX_BYTES) {
      throw new ReceiveLimitException(undelivered);
    }
  }

  private void delivered(long bytes) {
    if (bytes > 0) {
      undelivered = 0;
      if (bound != null) {
        bound.progressed();
      }
    }
  }

  /** Is told of bytes that pass by. */
  private interface Counter {
    void passed(long bytes) throws IOException;
  }

  private static Response follow(Response response, Counter counter) {
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
}
