package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderConfig;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * How to reach Ark, and how patiently. Immutable; equal by value, where a supplier, a proxy, a
 * trust and a client count by their own {@code equals}. Nothing shows the key or a password.
 */
public final class ArkConfig implements ProviderConfig {
  /** Volcengine Ark in Beijing, pay-as-you-go. */
  public static final URI VOLCENGINE = URI.create("https://ark.cn-beijing.volces.com/api/v3");

  /** Volcengine's subscription; takes its own keys and {@code doubao-seedream-5.0-…} names. */
  public static final URI VOLCENGINE_PLAN =
      URI.create("https://ark.cn-beijing.volces.com/api/plan/v3");

  /** BytePlus ModelArk in Johor. */
  public static final URI BYTEPLUS_ASIA =
      URI.create("https://ark.ap-southeast.bytepluses.com/api/v3");

  /** BytePlus ModelArk in Europe. */
  public static final URI BYTEPLUS_EUROPE = URI.create("https://ark.eu-west.bytepluses.com/api/v3");

  /** The model unless a configuration or an option names another: Seedream 4.5. */
  public static final String DEFAULT_MODEL = "doubao-seedream-4-5-251128";

  /** The most bytes of an image that is received, unless set otherwise: 128 MiB. */
  public static final long DEFAULT_MAX_IMAGE_BYTES = 128L << 20;

  private final Supplier<String> apiKey;
  private final URI baseUrl;
  private final String model;
  private final ArkModels models;
  private final Set<ArkCheck> checks;
  private final ArkTimeouts timeouts;
  private final ArkRetries retries;
  private final int maxConcurrentCalls;
  private final int imagesPerMinute;
  private final long maxImageBytes;
  private final Set<String> downloadHosts;
  private final Optional<Proxy> proxy;
  private final Optional<ProxyLogin> proxyLogin;
  private final Optional<Trust> trust;
  private final Optional<OkHttpClient> httpClient;

  private ArkConfig(Builder builder) {
    apiKey = builder.apiKey;
    baseUrl = builder.baseUrl;
    model = builder.model;
    models = builder.models;
    checks = Collections.unmodifiableSet(builder.checks.clone());
    timeouts = builder.timeouts;
    retries = builder.retries;
    maxConcurrentCalls = builder.maxConcurrentCalls;
    imagesPerMinute = builder.imagesPerMinute;
    maxImageBytes = builder.maxImageBytes;
    downloadHosts = builder.downloadHosts;
    proxy = builder.proxy;
    proxyLogin = builder.proxyLogin;
    trust = builder.trust;
    httpClient = builder.httpClient;
  }

  /** A name and password for a proxy. */
  record ProxyLogin(String user, String password) {
    @Override
    public String toString() {
      return "a login";
    }
  }

  /** Whom to trust. */
  record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}

  /** A builder with every setting at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Says where the key comes from; it is asked once for each request. */
  Supplier<String> apiKey() {
    return apiKey;
  }

  /** See {@link Builder#baseUrl}. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** See {@link Builder#model}. */
  public String model() {
    return model;
  }

  /** See {@link Builder#models}. */
  public ArkModels models() {
    return models;
  }

  /** The checks that are on. */
  public Set<ArkCheck> checks() {
    return checks;
  }

  /** See {@link Builder#timeouts}. */
  public ArkTimeouts timeouts() {
    return timeouts;
  }

  /** See {@link Builder#retries}. */
  public ArkRetries retries() {
    return retries;
  }

  /** See {@link Builder#maxConcurrentCalls}. */
  public int maxConcurrentCalls() {
    return maxConcurrentCalls;
  }

  /** See {@link Builder#imagesPerMinute}. */
  public int imagesPerMinute() {
    return imagesPerMinute;
  }

  /** See {@link Builder#maxImageBytes}. */
  public long maxImageBytes() {
    return maxImageBytes;
  }

  /** See {@link Builder#downloadHosts}. */
  public Set<String> downloadHosts() {
    return downloadHosts;
  }

  Optional<Proxy> proxy() {
    return proxy;
  }

  Optional<ProxyLogin> proxyLogin() {
    return proxyLogin;
  }

  Optional<Trust> trust() {
    return trust;
  }

  Optional<OkHttpClient> httpClient() {
    return httpClient;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArkConfig config && values().equals(config.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  private List<Object> values() {
    return List.of(
        apiKey,
        baseUrl,
        model,
        models,
        checks,
        timeouts,
        retries,
        maxConcurrentCalls,
        imagesPerMinute,
        maxImageBytes,
        downloadHosts,
        proxy,
        proxyLogin,
        trust,
        httpClient);
  }

  /** Says where it goes and how patiently; never the key. */
  @Override
  public String toString() {
    return "ArkConfig[baseUrl="
        + baseUrl
        + ", model="
        + model
        + ", timeouts="
        + timeouts
        + ", retries="
        + retries
        + ", maxConcurrentCalls="
        + maxConcurrentCalls
        + ", imagesPerMinute="
        + imagesPerMinute
        + ", maxImageBytes="
        + maxImageBytes
        + ", downloadHosts="
        + downloadHosts
        + "]";
  }

  /** A configuration that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][-0-9A-Za-z.]*|[0-9A-Fa-f:.]+");

    private Supplier<String> apiKey = ApiKeys.ENVIRONMENT;
    private URI baseUrl = VOLCENGINE;
    private String model = DEFAULT_MODEL;
    private ArkModels models = ArkModels.KNOWN;
    private final EnumSet<ArkCheck> checks = EnumSet.allOf(ArkCheck.class);
    private ArkTimeouts timeouts = ArkTimeouts.DEFAULT;
    private ArkRetries retries = ArkRetries.DEFAULT;
    private int maxConcurrentCalls = Integer.MAX_VALUE;
    private int imagesPerMinute = Integer.MAX_VALUE;
    private long maxImageBytes = DEFAULT_MAX_IMAGE_BYTES;
    private Set<String> downloadHosts = Set.of();
    private Optional<Proxy> proxy = Optional.empty();
    private Optional<ProxyLogin> proxyLogin = Optional.empty();
    private Optional<Trust> trust = Optional.empty();
    private Optional<OkHttpClient> httpClient = Optional.empty();

    private Builder() {}

    /**
     * The API key; that of the environment variable {@code ARK_API_KEY} unless set.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder apiKey(String key) {
      if (key.isBlank()) {
        throw new IllegalArgumentException("an API key is not blank");
      }
      apiKey = new ApiKeys.FixedKey(key);
      return this;
    }

    /**
     * Where the API key comes from, for keys that change. It is asked once for each request, by the
     * thread that makes the request, and may block. If it throws, the request fails with {@link
     * io.github.maskloom.errors.FusionAccessException}, unsent; what it threw is the cause, whose
     * message stack traces show, and so must not hold a secret.
     *
     * <p>Two configurations are equal only if their suppliers are, and {@code vault::currentKey} is
     * another one each time it is evaluated. Build such a configuration once and hold it: {@code
     * FusionClients.shared} opens a client for each that differs, each with limits of its own.
     */
    public Builder apiKey(Supplier<String> keys) {
      apiKey = Objects.requireNonNull(keys);
      return this;
    }

    /**
     * The service's address up to its version, {@link #VOLCENGINE} unless set. A path is kept; a
     * slash at its end makes no difference.
     *
     * @throws IllegalArgumentException unless it is http or https, with a host and without user,
     *     query or fragment
     */
    public Builder baseUrl(URI url) {
      String scheme = String.valueOf(url.getScheme());
      boolean web = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
      boolean bare =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      if (!web || url.getHost() == null || !bare) {
        throw new IllegalArgumentException(
            "a base URL is http or https, with a host and without user, query or fragment");
      }
      baseUrl = url;
      return this;
    }

    /**
     * The model's id, or an endpoint's, {@code ep-…}, {@link #DEFAULT_MODEL} unless set.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder model(String id) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("a model's id is not blank");
      }
      model = id;
      return this;
    }

    /** The models whose limits are known; {@link ArkModels#KNOWN} unless set. */
    public Builder models(ArkModels value) {
      models = Objects.requireNonNull(value);
      return this;
    }

    /** Turns checks off, so that the service decides; all are on unless turned off. */
    public Builder withoutChecks(ArkCheck... off) {
      checks.removeAll(Arrays.asList(off));
      return this;
    }

    /** How long to wait for what; {@link ArkTimeouts#DEFAULT} unless set. */
    public Builder timeouts(ArkTimeouts value) {
      timeouts = Objects.requireNonNull(value);
      return this;
    }

    /** How often to try again; {@link ArkRetries#DEFAULT} unless set. */
    public Builder retries(ArkRetries value) {
      retries = Objects.requireNonNull(value);
      return this;
    }

    /**
     * How many calls run at once; others wait in line. Any number unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxConcurrentCalls(int value) {
      maxConcurrentCalls = positive(value);
      return this;
    }

    /**
     * How many images are asked for in any minute; others wait in line. The service allows 500 to
     * an account and model. Any number unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder imagesPerMinute(int value) {
      imagesPerMinute = positive(value);
      return this;
    }

    /**
     * The most bytes of an image that is received; a larger one fails. {@link
     * #DEFAULT_MAX_IMAGE_BYTES} unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxImageBytes(long value) {
      if (value < 1) {
        throw new IllegalArgumentException("an image has at least one byte");
      }
      maxImageBytes = value;
      return this;
    }

    /**
     * The only hosts that images are fetched from, such as {@code volces.com}, each with all hosts
     * below it; any unless set. A link, or a redirect, that leads elsewhere is not followed, and
     * its image fails with {@link io.github.maskloom.errors.FusionAccessException}. Set it where an
     * answer must not be able to make this process ask hosts of its own network.
     *
     * @throws IllegalArgumentException if one is blank, or is no bare name or address of a host
     */
    public Builder downloadHosts(String... hosts) {
      Set<String> names = new TreeSet<>();
      for (String host : hosts) {
        if (!HOST.matcher(host).matches()) {
          throw new IllegalArgumentException("no bare name of a host: " + host);
        }
        names.add(host.toLowerCase(Locale.ROOT));
      }
      downloadHosts = Collections.unmodifiableSet(names);
      return this;
    }

    /** The proxy; what the JVM's {@code ProxySelector} says unless set. */
    public Builder proxy(Proxy value) {
      proxy = Optional.of(value);
      return this;
    }

    /** A name and password for the HTTP proxy; none unless set. */
    public Builder proxyLogin(String user, String password) {
      proxyLogin = Optional.of(new ProxyLogin(user, password));
      return this;
    }

    /**
     * Whom to trust, such as a company's own authority; the JVM's authorities unless set.
     *
     * @param sockets for example of an {@code SSLContext} that was made with the manager
     */
    public Builder trust(SSLSocketFactory sockets, X509TrustManager manager) {
      trust = Optional.of(new Trust(sockets, manager));
      return this;
    }

    /**
     * The caller's own HTTP client, whose connections, threads, DNS, proxy and trust are used, and
     * which is never closed. Timeouts, and the proxy and trust if they are set here, are those of
     * this configuration; it never sends anything again by itself. One of its own unless set.
     *
     * <p><b>Memory:</b> one of its own fails a call once 1 MiB came through its socket without a
     * byte of a body delivered, counted anew for each exchange: TLS, headers, and the framing of
     * bodies. That bound does not hold for a client that is set here, since its sockets are the
     * caller's; nor for a connection without TLS through a SOCKS proxy. OkHttp then limits headers
     * only, and a service that sends a line without end fills the heap.
     */
    public Builder httpClient(OkHttpClient client) {
      httpClient = Optional.of(client);
      return this;
    }

    /** The configuration as it stands. */
    public ArkConfig build() {
      return new ArkConfig(this);
    }

    private static int positive(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("a limit is positive");
      }
      return value;
    }
  }
}
