package io.github.maskloom.http.settings;

import java.net.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * How a provider asks its service: how patiently, how often, how much at once, and through what.
 * Immutable; equal by value, where a rate, a proxy, a trust and a client count by their own {@code
 * equals}. Nothing shows a password. {@link Builder} says what each is by default.
 */
public final class HttpSettings {
  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][-0-9A-Za-z.]*|[0-9A-Fa-f:.]+");

  /** The most bytes of an image that is received, unless set otherwise: 128 MiB. */
  public static final long DEFAULT_MAX_IMAGE_BYTES = 128L << 20;

  /** Every setting at its default. */
  public static final HttpSettings DEFAULT = builder().build();

  private final Values values;

  private HttpSettings(Values values) {
    this.values = values;
  }

  private record Values(
      HttpTimeouts timeouts,
      HttpRetries retries,
      int maxConcurrentCalls,
      int imagesPerMinute,
      ImageRate imageRate,
      long maxImageBytes,
      Set<String> downloadHosts,
      Optional<Proxy> proxy,
      Optional<ProxyLogin> proxyLogin,
      Optional<Trust> trust,
      Optional<OkHttpClient> httpClient) {}

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  private static Set<String> hosts(Set<String> hosts) {
    Set<String> names = new TreeSet<>();
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException("no bare name of a host: " + host);
      }
      names.add(host.toLowerCase(Locale.ROOT));
    }
    return Collections.unmodifiableSet(names);
  }

  private static void checkProtocols(OkHttpClient client) {
    if (client.protocols().contains(Protocol.H2_PRIOR_KNOWLEDGE)) {
      throw new IllegalArgumentException(
          "httpClient speaks HTTP/2 by prior knowledge (H2_PRIOR_KNOWLEDGE) only, and requests"
              + " are sent with HTTP/1.1");
    }
  }

  /**
   * A name and password for a proxy.
   *
   * @param user name that the proxy knows
   * @param password never shown
   */
  public record ProxyLogin(String user, String password) {
    @Override
    public String toString() {
      return "a login";
    }
  }

  /**
   * Whose certificates are trusted.
   *
   * @param sockets of an {@code SSLContext} that was made with the manager
   * @param manager decides whose certificates are good
   */
  public record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}

  /** {@return a new builder with every setting at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how long to wait at each step} */
  public HttpTimeouts timeouts() {
    return values.timeouts;
  }

  /** {@return whether, and how soon, a request that failed is sent again} */
  public HttpRetries retries() {
    return values.retries;
  }

  /**
   * {@return how many calls run at once, at least 1} {@link Integer#MAX_VALUE} means any number.
   */
  public int maxConcurrentCalls() {
    return values.maxConcurrentCalls;
  }

  /**
   * {@return how many images are asked for in any 60 seconds, at least 1} {@link Integer#MAX_VALUE}
   * means any number.
   */
  public int imagesPerMinute() {
    return values.imagesPerMinute;
  }

  /** {@return the limit that other processes share} It is asked after {@link #imagesPerMinute}. */
  public ImageRate imageRate() {
    return values.imageRate;
  }

  /**
   * {@return the most bytes of an image that is received, at least 1} See {@link
   * Builder#maxImageBytes}.
   */
  public long maxImageBytes() {
    return values.maxImageBytes;
  }

  /**
   * {@return the only hosts that images are fetched from, each with all hosts below it} The names
   * are in lower case. Empty means any host. Unmodifiable.
   */
  public Set<String> downloadHosts() {
    return values.downloadHosts;
  }

  /** {@return the proxy, or empty for what the JVM's {@code ProxySelector} says} */
  public Optional<Proxy> proxy() {
    return values.proxy;
  }

  /** {@return the name and password for the HTTP proxy, or empty if none were set} */
  public Optional<ProxyLogin> proxyLogin() {
    return values.proxyLogin;
  }

  /** {@return whose certificates are trusted, or empty for the JVM's authorities} */
  public Optional<Trust> trust() {
    return values.trust;
  }

  /**
   * {@return the caller's own HTTP client, or empty for one of the service's own} Its sockets, DNS,
   * proxy, trust and interceptors are used, and it is never closed.
   */
  public Optional<OkHttpClient> httpClient() {
    return values.httpClient;
  }

  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpSettings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** {@return how patiently and how much} Never a login. */
  @Override
  public String toString() {
    return "timeouts=%s, retries=%s, maxConcurrentCalls=%s, imagesPerMinute=%s"
            .formatted(timeouts(), retries(), maxConcurrentCalls(), imagesPerMinute())
        + ", maxImageBytes=%s, downloadHosts=%s".formatted(maxImageBytes(), downloadHosts());
  }

  /** Settings that are being put together. Not safe to share between threads. */
  public static final class Builder {
    private HttpTimeouts timeouts = HttpTimeouts.DEFAULT;
    private HttpRetries retries = HttpRetries.DEFAULT;
    private int maxConcurrentCalls = Integer.MAX_VALUE;
    private int imagesPerMinute = Integer.MAX_VALUE;
    private ImageRate imageRate = ImageRate.UNLIMITED;
    private long maxImageBytes = DEFAULT_MAX_IMAGE_BYTES;
    private Set<String> downloadHosts = Set.of();
    private Optional<Proxy> proxy = Optional.empty();
    private Optional<ProxyLogin> proxyLogin = Optional.empty();
    private Optional<Trust> trust = Optional.empty();
    private Optional<OkHttpClient> httpClient = Optional.empty();

    private Builder() {}

    /**
     * Sets how long each step may take.
     *
     * @param value {@link HttpTimeouts#DEFAULT} unless set
     * @return this builder
     */
    public Builder timeouts(HttpTimeouts value) {
      timeouts = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets whether, and how soon, a request that failed is sent again.
     *
     * @param value {@link HttpRetries#DEFAULT} unless set
     * @return this builder
     */
    public Builder retries(HttpRetries value) {
      retries = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Limits how many calls run at once. Others wait in line, and fail with {@link
     * io.github.maskloom.fusion.FusionThrottledException} if their time is up. A resumed job and a
     * list of models need no place.
     *
     * @param value at least 1; any number unless set
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxConcurrentCalls(int value) {
      positive("maxConcurrentCalls", value);
      maxConcurrentCalls = value;
      return this;
    }

    /**
     * Limits how many images are asked for in any 60 seconds. Further requests wait in line, and
     * fail with {@link io.github.maskloom.fusion.FusionThrottledException} if their time is up. A
     * request for more than the limit waits until it is alone in its minute.
     *
     * @param value at least 1; any number unless set
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder imagesPerMinute(int value) {
      positive("imagesPerMinute", value);
      imagesPerMinute = value;
      return this;
    }

    /**
     * Sets a limit that other processes share. Each request asks it after {@link #imagesPerMinute},
     * and waits as long as it says.
     *
     * @param value {@link ImageRate#UNLIMITED} unless set
     * @return this builder
     */
    public Builder imageRate(ImageRate value) {
      imageRate = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Limits the bytes of each image that is received. A larger one is dropped and counts as
     * failed, with a {@link io.github.maskloom.fusion.FusionServiceException}. The call throws that
     * only if no image came. A larger preview is dropped.
     *
     * @param value at least 1; {@link #DEFAULT_MAX_IMAGE_BYTES} unless set
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxImageBytes(long value) {
      positive("maxImageBytes", value);
      maxImageBytes = value;
      return this;
    }

    /**
     * Names the only hosts that images are fetched from. A link, or a redirect, that leads
     * elsewhere is not followed, and its image fails with {@link
     * io.github.maskloom.fusion.FusionAccessException}. Set it where an answer must not be able to
     * make this process ask hosts of its own network.
     *
     * @param hosts such as {@code example.com}, each with all hosts below it, in place of earlier
     *     ones; none, as by default, for any
     * @return this builder
     * @throws IllegalArgumentException if one is blank, or is no bare name or address of a host
     */
    public Builder downloadHosts(String... hosts) {
      downloadHosts = hosts(new TreeSet<>(List.of(hosts)));
      return this;
    }

    /**
     * Sets the proxy for requests and downloads.
     *
     * @param value what the JVM's {@code ProxySelector} says unless set
     * @return this builder
     */
    public Builder proxy(Proxy value) {
      proxy = Optional.of(value);
      return this;
    }

    /**
     * Sets the name and password for an HTTP proxy, sent as Basic authentication when the proxy
     * asks; none unless set. A SOCKS proxy is not sent them.
     *
     * @param user name that the proxy knows
     * @param password never shown
     * @return this builder
     */
    public Builder proxyLogin(String user, String password) {
      proxyLogin = Optional.of(new ProxyLogin(user, password));
      return this;
    }

    /**
     * Sets whose certificates are trusted, such as a company's own authority; the JVM's authorities
     * unless set.
     *
     * @param sockets for example of an {@code SSLContext} that was made with the manager
     * @param manager decides whose certificates are good
     * @return this builder
     */
    public Builder trust(SSLSocketFactory sockets, X509TrustManager manager) {
      trust = Optional.of(new Trust(sockets, manager));
      return this;
    }

    /**
     * Sets the caller's own HTTP client; unless set, each service has one of its own. The client's
     * sockets, DNS, proxy, trust and interceptors are used, and it is never closed. Timeouts, and
     * the proxy and trust if they are set here, are those of these settings. The client sends no
     * request to the service again by itself.
     *
     * <p>Every request has a connection of its own, with HTTP/1.1 and {@code Connection: close}.
     * The pool and the protocols of the client are not used.
     *
     * <p><b>Memory:</b> a service's own client fails a call once 1 MiB came through its socket
     * without a byte of a body delivered. TLS, headers, and the framing of bodies count, from zero
     * for each request. That bound does not hold for a client that is set here, since its sockets
     * are the caller's. Nor does it hold for a connection through a SOCKS proxy. OkHttp then limits
     * headers only, and a service that sends a line without end fills the heap.
     *
     * @param client stays the caller's to close
     * @return this builder
     * @throws IllegalArgumentException if the client speaks HTTP/2 by prior knowledge only
     */
    public Builder httpClient(OkHttpClient client) {
      checkProtocols(client);
      httpClient = Optional.of(client);
      return this;
    }

    /** {@return the settings as they stand} The builder may be used further. */
    public HttpSettings build() {
      return new HttpSettings(
          new Values(
              timeouts,
              retries,
              maxConcurrentCalls,
              imagesPerMinute,
              imageRate,
              maxImageBytes,
              downloadHosts,
              proxy,
              proxyLogin,
              trust,
              httpClient));
    }
  }
}
