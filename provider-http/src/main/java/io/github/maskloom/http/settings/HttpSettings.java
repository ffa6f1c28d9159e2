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
 * How patiently, how often, how much at once, and through what. Immutable; equal by value, where a
 * rate, a proxy, a trust and a client count by their own {@code equals}. Nothing shows a password.
 * {@link Builder} says what each is by default.
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
   * @param user its name
   * @param password which nothing shows
   */
  public record ProxyLogin(String user, String password) {
    @Override
    public String toString() {
      return "a login";
    }
  }

  /**
   * Whom to trust.
   *
   * @param sockets made with the manager
   * @param manager that decides
   */
  public record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}

  /** A builder with every setting at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** How long to wait at each step. */
  public HttpTimeouts timeouts() {
    return values.timeouts;
  }

  /** How often to try again. */
  public HttpRetries retries() {
    return values.retries;
  }

  /** How many calls run at once. */
  public int maxConcurrentCalls() {
    return values.maxConcurrentCalls;
  }

  /** How many images are asked for in any minute. */
  public int imagesPerMinute() {
    return values.imagesPerMinute;
  }

  /** A limit that other processes share, asked after {@code imagesPerMinute}. */
  public ImageRate imageRate() {
    return values.imageRate;
  }

  /** The most bytes of an image that is received. */
  public long maxImageBytes() {
    return values.maxImageBytes;
  }

  /**
   * The only hosts that images are fetched from, such as {@code example.com}, each with all hosts
   * below it; any if empty.
   */
  public Set<String> downloadHosts() {
    return values.downloadHosts;
  }

  /** Instead of what the JVM's {@code ProxySelector} says. */
  public Optional<Proxy> proxy() {
    return values.proxy;
  }

  /** A name and password for the HTTP proxy. */
  public Optional<ProxyLogin> proxyLogin() {
    return values.proxyLogin;
  }

  /** Whom to trust, such as a company's own authority. */
  public Optional<Trust> trust() {
    return values.trust;
  }

  /**
   * The caller's own HTTP client, whose sockets, DNS, proxy and trust are used, and which is never
   * closed.
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

  /** Says how patiently and how much. Never a login. */
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

    /** How long to wait at each step, by default {@link HttpTimeouts#DEFAULT}. */
    public Builder timeouts(HttpTimeouts value) {
      timeouts = Objects.requireNonNull(value);
      return this;
    }

    /** How often to try again, by default {@link HttpRetries#DEFAULT}. */
    public Builder retries(HttpRetries value) {
      retries = Objects.requireNonNull(value);
      return this;
    }

    /**
     * How many calls run at once. Others wait in line. Any number unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxConcurrentCalls(int value) {
      positive("maxConcurrentCalls", value);
      maxConcurrentCalls = value;
      return this;
    }

    /**
     * At most this many images are asked for in any 60 seconds. Further requests wait in line.
     * There is no limit unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder imagesPerMinute(int value) {
      positive("imagesPerMinute", value);
      imagesPerMinute = value;
      return this;
    }

    /**
     * A limit that other processes share, asked after {@link #imagesPerMinute}, by default none.
     */
    public Builder imageRate(ImageRate value) {
      imageRate = Objects.requireNonNull(value);
      return this;
    }

    /**
     * The most bytes of an image that is received. A larger one fails. {@link
     * #DEFAULT_MAX_IMAGE_BYTES} unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxImageBytes(long value) {
      positive("maxImageBytes", value);
      maxImageBytes = value;
      return this;
    }

    /**
     * The only hosts that images are fetched from, such as {@code example.com}, each with all hosts
     * below it, by default any. A link, or a redirect, that leads elsewhere is not followed, and
     * its image fails with {@link io.github.maskloom.fusion.FusionAccessException}. Set it where an
     * answer must not be able to make this process ask hosts of its own network.
     *
     * @throws IllegalArgumentException if one is blank, or is no bare name or address of a host
     */
    public Builder downloadHosts(String... hosts) {
      downloadHosts = hosts(new TreeSet<>(List.of(hosts)));
      return this;
    }

    /** The proxy, by default what the JVM's {@code ProxySelector} says. */
    public Builder proxy(Proxy value) {
      proxy = Optional.of(value);
      return this;
    }

    /** A name and password for the HTTP proxy, by default none. */
    public Builder proxyLogin(String user, String password) {
      proxyLogin = Optional.of(new ProxyLogin(user, password));
      return this;
    }

    /**
     * Whom to trust, such as a company's own authority, by default the JVM's authorities.
     *
     * @param sockets for example of an {@code SSLContext} that was made with the manager
     */
    public Builder trust(SSLSocketFactory sockets, X509TrustManager manager) {
      trust = Optional.of(new Trust(sockets, manager));
      return this;
    }

    /**
     * The caller's own HTTP client, whose sockets, DNS, proxy, trust and interceptors are used, and
     * which is never closed. Timeouts, and the proxy and trust if they are set here, are those of
     * these settings. It never sends anything again by itself. One of its own unless set.
     *
     * <p>Every request has a connection of its own, with HTTP/1.1 and {@code Connection: close}.
     * The pool and the protocols of the client are not used.
     *
     * <p><b>Memory:</b> one of its own fails a call once 1 MiB came through its socket without a
     * byte of a body delivered, counted again for each request: TLS, headers, and the framing of
     * bodies. That bound does not hold for a client that is set here, since its sockets are the
     * caller's; nor for a connection through a SOCKS proxy. OkHttp then limits headers only, and a
     * service that sends a line without end fills the heap.
     *
     * @throws IllegalArgumentException if the client speaks HTTP/2 by prior knowledge only
     */
    public Builder httpClient(OkHttpClient client) {
      checkProtocols(client);
      httpClient = Optional.of(client);
      return this;
    }

    /** The settings as they stand. */
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
