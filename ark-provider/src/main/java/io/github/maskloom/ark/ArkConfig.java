package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.settings.BaseUrls;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.http.settings.ImageRate;
import java.net.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
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

  /**
   * The address of Volcengine's subscription. Takes its own keys and {@code doubao-seedream-5.0-…}
   * names.
   */
  public static final URI VOLCENGINE_PLAN =
      URI.create("https://ark.cn-beijing.volces.com/api/plan/v3");

  /** The address of BytePlus ModelArk in Johor. */
  public static final URI BYTEPLUS_ASIA =
      URI.create("https://ark.ap-southeast.bytepluses.com/api/v3");

  /** The address of BytePlus ModelArk in Europe. */
  public static final URI BYTEPLUS_EUROPE = URI.create("https://ark.eu-west.bytepluses.com/api/v3");

  /**
   * The model unless a configuration or an option names another: Seedream 5.0 pro. It makes one
   * image a call. It is the one that those name who report older models retired.
   */
  public static final String DEFAULT_MODEL = "doubao-seedream-5-0-pro-260628";

  /** The most bytes of an image that is received, unless set otherwise: 128 MiB. */
  public static final long DEFAULT_MAX_IMAGE_BYTES = HttpSettings.DEFAULT_MAX_IMAGE_BYTES;

  private static final String KEY_VARIABLE = "ARK_API_KEY";

  /** How the key is asked for. */
  static final ApiKeys KEYS =
      new ApiKeys(
          ArkProvider.ID, "set ArkConfig.apiKey, or the variable " + ArkConfig.KEY_VARIABLE);

  /** The key of the process's environment, by the name that the vendor's examples use. */
  private static final Supplier<String> ENVIRONMENT =
      new ApiKeys.EnvironmentKey(KEY_VARIABLE, System.getenv());

  private final Supplier<String> apiKey;
  private final URI baseUrl;
  private final String model;
  private final ModelTable<ArkModel> models;
  private final Set<ArkCheck> checks;
  private final HttpSettings settings;

  private ArkConfig(Builder builder) {
    apiKey = builder.apiKey;
    baseUrl = builder.baseUrl;
    model = builder.model;
    models = builder.models;
    checks = Collections.unmodifiableSet(builder.checks.clone());
    settings = builder.settings.build();
  }

  /** A builder with every setting at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Says where the key comes from. It is asked once for each request. */
  Supplier<String> apiKey() {
    return apiKey;
  }

  /** The service's address up to its version, See {@link Builder#baseUrl}. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The model's id, or an endpoint's, {@code ep-…}. See {@link Builder#model}. */
  public String model() {
    return model;
  }

  /** The models whose limits are known. See {@link Builder#models}. */
  public ModelTable<ArkModel> models() {
    return models;
  }

  /** The checks that are on. */
  public Set<ArkCheck> checks() {
    return checks;
  }

  /** How long to wait at each step. See {@link Builder#timeouts}. */
  public HttpTimeouts timeouts() {
    return settings.timeouts();
  }

  /** How often to try again. See {@link Builder#retries}. */
  public HttpRetries retries() {
    return settings.retries();
  }

  /** How many calls run at once. See {@link Builder#maxConcurrentCalls}. */
  public int maxConcurrentCalls() {
    return settings.maxConcurrentCalls();
  }

  /** How many images are asked for in any minute. See {@link Builder#imagesPerMinute}. */
  public int imagesPerMinute() {
    return settings.imagesPerMinute();
  }

  /** The most bytes of an image that is received. See {@link Builder#maxImageBytes}. */
  public long maxImageBytes() {
    return settings.maxImageBytes();
  }

  /**
   * The only hosts that images are fetched from, such as {@code volces.com}, each with all hosts
   * below it. See {@link Builder#downloadHosts}.
   */
  public Set<String> downloadHosts() {
    return settings.downloadHosts();
  }

  /** How patiently, how often, how much at once, and through what. */
  HttpSettings settings() {
    return settings;
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
    return List.of(apiKey, baseUrl, model, models, checks, settings);
  }

  /** Says where it goes and how patiently. Never the key. */
  @Override
  public String toString() {
    return "ArkConfig[baseUrl=" + baseUrl + ", model=" + model + ", " + settings + "]";
  }

  /** A configuration that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private Supplier<String> apiKey = ENVIRONMENT;
    private URI baseUrl = VOLCENGINE;
    private String model = DEFAULT_MODEL;
    private ModelTable<ArkModel> models = ArkModels.KNOWN;
    private final EnumSet<ArkCheck> checks = EnumSet.allOf(ArkCheck.class);
    private final HttpSettings.Builder settings = HttpSettings.builder();

    private Builder() {}

    /**
     * The API key, by default that of the environment variable {@code ARK_API_KEY}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder apiKey(String key) {
      apiKey = new ApiKeys.FixedKey(key);
      return this;
    }

    /**
     * Where the API key comes from, for keys that change. It is asked once for each request, by the
     * thread that makes the request, and may block. If it throws, the request fails with {@link
     * io.github.maskloom.fusion.FusionAccessException}, unsent; what it threw is the cause, whose
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
      baseUrl = BaseUrls.checked(url);
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

    /** The models whose limits are known, by default {@link ArkModels#KNOWN}. */
    public Builder models(ModelTable<ArkModel> value) {
      models = Objects.requireNonNull(value);
      return this;
    }

    /** Turns checks off, so that the service decides. All are on unless turned off. */
    public Builder withoutChecks(ArkCheck... off) {
      checks.removeAll(Arrays.asList(off));
      return this;
    }

    /** How long to wait at each step, by default {@link HttpTimeouts#DEFAULT}. */
    public Builder timeouts(HttpTimeouts value) {
      settings.timeouts(value);
      return this;
    }

    /** How often to try again, by default {@link HttpRetries#DEFAULT}. */
    public Builder retries(HttpRetries value) {
      settings.retries(value);
      return this;
    }

    /**
     * How many calls run at once. Others wait in line. Any number unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxConcurrentCalls(int value) {
      settings.maxConcurrentCalls(value);
      return this;
    }

    /**
     * A limit that other processes share, asked after {@link #imagesPerMinute}, by default none.
     */
    public Builder imageRate(ImageRate value) {
      settings.imageRate(value);
      return this;
    }

    /**
     * How many images are asked for in any minute. Others wait in line. The service allows 500 to
     * an account and model. Any number unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder imagesPerMinute(int value) {
      settings.imagesPerMinute(value);
      return this;
    }

    /**
     * The most bytes of an image that is received. A larger one fails. {@link
     * #DEFAULT_MAX_IMAGE_BYTES} unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxImageBytes(long value) {
      settings.maxImageBytes(value);
      return this;
    }

    /**
     * The only hosts that images are fetched from, such as {@code volces.com}, each with all hosts
     * below it, by default any. A link, or a redirect, that leads elsewhere is not followed, and
     * its image fails with {@link io.github.maskloom.fusion.FusionAccessException}. Set it where an
     * answer must not be able to make this process ask hosts of its own network.
     *
     * @throws IllegalArgumentException if one is blank, or is no bare name or address of a host
     */
    public Builder downloadHosts(String... hosts) {
      settings.downloadHosts(hosts);
      return this;
    }

    /** The proxy, by default what the JVM's {@code ProxySelector} says. */
    public Builder proxy(Proxy value) {
      settings.proxy(value);
      return this;
    }

    /** A name and password for the HTTP proxy, by default none. */
    public Builder proxyLogin(String user, String password) {
      settings.proxyLogin(user, password);
      return this;
    }

    /**
     * Whom to trust, such as a company's own authority, by default the JVM's authorities.
     *
     * @param sockets for example of an {@code SSLContext} that was made with the manager
     */
    public Builder trust(SSLSocketFactory sockets, X509TrustManager manager) {
      settings.trust(sockets, manager);
      return this;
    }

    /**
     * The caller's own HTTP client, whose sockets, DNS, proxy, trust and interceptors are used, and
     * which is never closed. Timeouts, and the proxy and trust if they are set here, are those of
     * this configuration. It never sends anything again by itself. One of its own unless set.
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
      settings.httpClient(client);
      return this;
    }

    /** The configuration as it stands. */
    public ArkConfig build() {
      return new ArkConfig(this);
    }
  }
}
