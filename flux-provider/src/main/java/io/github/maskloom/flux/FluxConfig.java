package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.settings.BaseUrls;
import io.github.maskloom.http.settings.HttpSettings;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How to reach the FLUX API of Black Forest Labs, and how patiently. Immutable; equal by value,
 * where a supplier of keys counts by its own {@code equals}. Nothing shows the key.
 */
public final class FluxConfig implements ProviderConfig {
  /** The address that chooses among all regions. */
  public static final URI GLOBAL = URI.create("https://api.bfl.ai/v1");

  /** The address of the regions in the EU. */
  public static final URI EU = URI.create("https://api.eu.bfl.ai/v1");

  /** The address of the regions in the US. */
  public static final URI US = URI.create("https://api.us.bfl.ai/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "flux-pro-1.0-fill";

  private static final String KEY_VARIABLE = "BFL_API_KEY";

  /** How the key is asked for. */
  static final ApiKeys KEYS =
      new ApiKeys(FluxProvider.ID, "set FluxConfig.apiKey, or the variable " + KEY_VARIABLE);

  private static final Supplier<String> ENVIRONMENT =
      new ApiKeys.EnvironmentKey(KEY_VARIABLE, System.getenv());

  /** An id is a part of the address, so none leads elsewhere. */
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final Supplier<String> apiKey;
  private final URI baseUrl;
  private final String model;
  private final ModelTable<FluxModel> models;
  private final boolean checks;
  private final HttpSettings http;

  private FluxConfig(Builder builder) {
    apiKey = builder.apiKey;
    baseUrl = builder.baseUrl;
    model = builder.model;
    models = builder.models;
    checks = builder.checks;
    http = builder.http;
  }

  /** A builder with every setting at its default. */
  public static Builder builder() {
    return new Builder();
  }

  static String checkedModel(String id) {
    if (!MODEL.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a model's id is of letters, digits, dots, dashes and underscores");
    }
    return id;
  }

  /** Says where the key comes from. It is asked once for each request. */
  Supplier<String> apiKey() {
    return apiKey;
  }

  /** {@link FluxProvider#ID}. */
  @Override
  public String providerId() {
    return FluxProvider.ID;
  }

  /** The service's address up to its version. See {@link Builder#baseUrl}. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The model's id. See {@link Builder#model}. */
  public String model() {
    return model;
  }

  /** The models whose limits are known. See {@link Builder#models}. */
  public ModelTable<FluxModel> models() {
    return models;
  }

  /**
   * Whether what the service would refuse is refused before it is sent. See {@link Builder#checks}.
   */
  public boolean checks() {
    return checks;
  }

  /** Timeouts, retries, limits, proxies, trust and the HTTP client. See {@link Builder#http}. */
  public HttpSettings http() {
    return http;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FluxConfig config && values().equals(config.values());
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
    return "FluxConfig[baseUrl=" + baseUrl + ", model=" + model + ", " + http + "]";
  }

  /** A configuration that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private Supplier<String> apiKey = ENVIRONMENT;
    private URI baseUrl = GLOBAL;
    private String model = DEFAULT_MODEL;
    private ModelTable<FluxModel> models = FluxModels.KNOWN;
    private boolean checks = true;
    private HttpSettings http = HttpSettings.DEFAULT;

    private Builder() {}

    /**
     * The API key, by default that of the environment variable {@code BFL_API_KEY}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder apiKey(String key) {
      apiKey = new ApiKeys.FixedKey(key);
      return this;
    }

    /**
     * Where the API key comes from, for keys that change. It is asked once for each request, by the
     * thread that makes the request, and may block. If it throws, the request fails, unsent.
     */
    public Builder apiKey(Supplier<String> keys) {
      apiKey = Objects.requireNonNull(keys);
      return this;
    }

    /**
     * The service's address up to its version, {@link #GLOBAL} unless set. Below {@code bfl.ai} a
     * job is asked for at whatever host there the service names. At any other address it is asked
     * for at that host alone.
     *
     * @throws IllegalArgumentException unless it is http or https, with a host and without user,
     *     query or fragment
     */
    public Builder baseUrl(URI url) {
      baseUrl = BaseUrls.checked(url);
      return this;
    }

    /**
     * The model's id, {@link #DEFAULT_MODEL} unless set.
     *
     * @throws IllegalArgumentException unless it is of letters, digits, dots, dashes and
     *     underscores
     */
    public Builder model(String id) {
      model = checkedModel(id);
      return this;
    }

    /** The models whose limits are known, by default {@link FluxModels#KNOWN}. */
    public Builder models(ModelTable<FluxModel> value) {
      models = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Whether what the service would refuse of a known model is refused before it is sent, by
     * default it is.
     */
    public Builder checks(boolean value) {
      checks = value;
      return this;
    }

    /**
     * Timeouts, retries, limits, proxies, trust and the HTTP client, by default {@link
     * HttpSettings#DEFAULT}.
     */
    public Builder http(HttpSettings value) {
      http = Objects.requireNonNull(value);
      return this;
    }

    /** The configuration as it stands. */
    public FluxConfig build() {
      return new FluxConfig(this);
    }
  }
}
