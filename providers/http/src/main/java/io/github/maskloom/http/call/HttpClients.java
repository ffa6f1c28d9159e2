package io.github.maskloom.http.call;

import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The HTTP clients of one session. Each request has a connection of its own: what a server writes
 * behind an answer must not become the answer to another request.
 *
 * <p>All speak HTTP/1.1, where one connection carries one answer at a time. Their pool takes no
 * connection that has become idle. {@code Connection: close} keeps OkHttp from sending a second
 * request on it within one call, such as after a proxy's 407, and lets the server close it too.
 */
public final class HttpClients {
  /** No connection is idle for so long, since none stays; it is how often OkHttp looks. */
  private static final int IDLE_SECONDS = 60;

  /** How this library names itself to services and to the hosts of their images. */
  private static final String USER_AGENT = "maskloom/" + version();

  private final OkHttpClient api;
  private final OkHttpClient downloads;
  private final boolean owned;

  /**
   * Makes the clients of one session. Opens no connection.
   *
   * @param config timeouts, proxy, trust, and the caller's own client if there is one
   */
  public HttpClients(HttpConfig config) {
    owned = !config.isClientGiven();
    HttpTimeouts timeouts = config.timeouts();
    OkHttpClient.Builder builder =
        config
            .newClient()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(0, IDLE_SECONDS, TimeUnit.SECONDS))
            .connectTimeout(timeouts.connect())
            .writeTimeout(timeouts.write())
            .callTimeout(Duration.ZERO)
            .cache(null);
    // Neither the key nor the images follow a redirect; a download follows few, and looks where.
    builder.followRedirects(false);
    downloads = builder.readTimeout(timeouts.download()).build();
    // A request that may have arrived is never sent again behind the back of the retry policy.
    api =
        builder
            .readTimeout(timeouts.firstByte())
            .retryOnConnectionFailure(false)
            .addNetworkInterceptor(chain -> withoutRetryAfter(chain.proceed(chain.request())))
            .build();
  }

  // OkHttp by itself repeats what was answered with 503 and "Retry-After: 0".
  private static Response withoutRetryAfter(Response response) {
    return response.newBuilder().removeHeader("Retry-After").build();
  }

  /**
   * Returns a call of the service, which is never sent again by itself.
   *
   * @param request with all its headers but {@code User-Agent}
   * @return a call that has not been sent
   */
  public Call api(Request request) {
    return call(api, request);
  }

  /**
   * Returns a call that fetches an image from its link.
   *
   * @param request without a key
   * @return a call that has not been sent
   */
  public Call download(Request request) {
    return call(downloads, request);
  }

  /** Makes sure that no peer fills the heap; a client of the caller's has sockets of its own. */
  private Call call(OkHttpClient client, Request request) {
    Request named =
        request.newBuilder().header("User-Agent", USER_AGENT).header("Connection", "close").build();
    return (owned ? ReceiveBound.appliedTo(client) : client).newCall(named);
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        HttpClients.class.getResourceAsStream("/io/github/maskloom/http/version.properties")) {
      properties.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the library's own version cannot be read", e);
    }
    return properties.getProperty("version", "unknown");
  }
}
