package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.settings.BaseUrls;
import io.github.maskloom.http.settings.HttpSettings;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

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
   * image a call. Reports of retired models name it as the successor.
   */
  public static final String DEFAULT_MODEL = "doubao-seedream-5-0-pro-260628";

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
  private final HttpSettings http;

  private ArkConfig(Builder builder) {
    apiKey = builder.apiKey;
    baseUrl = builder.baseUrl;
    model = builder.model;
    models = builder.models;
    checks = Collections.unmodifiableSet(builder.checks.clone());
    http = builder.http;
  }

  /** A builder with every setting at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Says where the key comes from. It is asked once for each request. */
  Supplier<String> apiKey() {
    return apiKey;
  }

  /** {@link ArkProvider#ID}. */
  @Override
  public String providerId() {
    return ArkProvider.ID;
  }

  /** The service's address up to its version. See {@link Builder#baseUrl}. */
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

  /** Timeouts, retries, limits, proxies, trust and the HTTP client. See {@link Builder#http}. */
  public HttpSettings http() {
    return http;
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
    return List.of(apiKey, baseUrl, model, models, checks, http);
  }

  /** Says where it goes and how patiently. Never the key. */
  @Override
  public String toString() {
    return "ArkConfig[baseUrl=" + baseUrl + ", model=" + model + ", " + http + "]";
  }

  /** A configuration that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private Supplier<String> apiKey = ENVIRONMENT;
    private URI baseUrl = VOLCENGINE;
    private String model = DEFAULT_MODEL;
    private ModelTable<ArkModel> models = ArkModels.KNOWN;
    private final EnumSet<ArkCheck> checks = EnumSet.allOf(ArkCheck.class);
    private HttpSettings http = HttpSettings.DEFAULT;

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
     * FusionClient.shared} opens a client for each that differs, each with limits of its own.
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

    /**
     * Timeouts, retries, limits, proxies, trust and the HTTP client, by default {@link
     * HttpSettings#DEFAULT}. The service allows 500 images a minute to an account and model.
     */
    public Builder http(HttpSettings value) {
      http = Objects.requireNonNull(value);
      return this;
    }

    /** The configuration as it stands. */
    public ArkConfig build() {
      return new ArkConfig(this);
    }
  }
}
