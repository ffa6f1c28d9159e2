package io.github.maskloom.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.settings.HttpTimeouts;
import java.io.Closeable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The HTTP clients of one session, which share connections. */
public final class HttpClients implements Closeable {
  /** Where an answer's {@code Retry-After} is found; see {@link #hideRetryAfter}. */
  private static final String RETRY_AFTER = "X-Maskloom-Retry-After";

  private static final int MAX_IDLE_CONNECTIONS = 5;

  /** Shorter than servers keep connections, so that a request rarely meets one being closed. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final OkHttpClient api;
  private final OkHttpClient downloads;
  private final boolean owned;

  public HttpClients(HttpSettings config) {
    owned = config.httpClient().isEmpty();
    OkHttpClient base = config.httpClient().orElseGet(HttpClients::own);
    HttpTimeouts timeouts = config.timeouts();
    OkHttpClient.Builder builder =
        base.newBuilder()
            .connectTimeout(timeouts.connect())
            .writeTimeout(timeouts.write())
            .readTimeout(timeouts.firstByte())
            .callTimeout(Duration.ZERO)
            .cache(null);
    config.proxy().ifPresent(builder::proxy);
    config.proxyLogin().ifPresent(login -> builder.proxyAuthenticator(authenticator(login)));
    config.trust().ifPresent(trust -> builder.sslSocketFactory(trust.sockets(), trust.manager()));
    if (owned) {
      bound(builder);
    }
    // Neither the key nor the images follow a redirect; a download follows few, and looks where.
    builder.followRedirects(false);
    downloads = builder.readTimeout(timeouts.download()).build();
    // A request that may have arrived is never sent again behind the back of the retry policy.
    api =
        builder
            .readTimeout(timeouts.firstByte())
            .retryOnConnectionFailure(false)
            .addNetworkInterceptor(new ClosedConnectionCheck())
            .addNetworkInterceptor(chain -> hideRetryAfter(chain.proceed(chain.request())))
            .build();
  }

  private static OkHttpClient own() {
    return new OkHttpClient.Builder()
        .connectionPool(
            new ConnectionPool(MAX_IDLE_CONNECTIONS, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
        .build();
  }

  /** Makes sure that no peer fills the heap; a client of the caller's has sockets of its own. */
  private static void bound(OkHttpClient.Builder builder) {
    OkHttpClient unbound = builder.build();
    builder.socketFactory(new BoundedSockets());
    builder.sslSocketFactory(
        new BoundedTls(unbound.sslSocketFactory()),
        Objects.requireNonNull(unbound.x509TrustManager()));
    BodyProgress.addTo(builder);
  }

  // OkHttp by itself repeats what was answered with 503 and "Retry-After: 0".
  private static Response hideRetryAfter(Response response) {
    String value = response.header("Retry-After");
    return value == null
        ? response
        : response.newBuilder().removeHeader("Retry-After").header(RETRY_AFTER, value).build();
  }

  /** A header of an answer, also the one that is hidden. */
  static Optional<String> header(Response response, String name) {
    boolean hidden = name.equalsIgnoreCase("Retry-After");
    return Optional.ofNullable(response.header(hidden ? RETRY_AFTER : name));
  }

  private static Authenticator authenticator(HttpSettings.ProxyLogin login) {
    String credentials = Credentials.basic(login.user(), login.password(), UTF_8);
    return (route, response) -> {
      Request request = response.request();
      boolean refused = request.header("Proxy-Authorization") != null;
      return refused
          ? null
          : request.newBuilder().header("Proxy-Authorization", credentials).build();
    };
  }

  /** Sends requests to the service. */
  public OkHttpClient api() {
    return api;
  }

  /** Fetches images from their links. */
  public OkHttpClient downloads() {
    return downloads;
  }

  /** Frees idle connections and threads, unless they are the caller's. */
  @Override
  public void close() {
    if (owned) {
      api.dispatcher().executorService().shutdown();
      api.connectionPool().evictAll();
    }
  }
}
