package io.github.maskloom.gemini;

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
 * How to reach the Gemini API, and how patiently. Immutable; equal by value, where a supplier of
 * keys counts by its own {@code equals}. Nothing shows the key.
 */
public final class GeminiConfig implements ProviderConfig {
  /** The address of Google's own service. */
  public static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com/v1beta");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "gemini-3.1-flash-image";

  private static final String KEY_VARIABLE = "GEMINI_API_KEY";

  /** How the key is asked for. */
  static final ApiKeys KEYS =
      new ApiKeys(GeminiProvider.ID, "set GeminiConfig.apiKey, or the variable " + KEY_VARIABLE);

  private static final Supplier<String> ENVIRONMENT =
      new ApiKeys.EnvironmentKey(KEY_VARIABLE, System.getenv());

  /** An id is a part of the address, so none leads elsewhere. */
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final Supplier<String> apiKey;
  private final URI baseUrl;
  private final String model;
  private final ModelTable<GeminiModel> models;
  private final boolean checks;
  private final HttpSettings http;

  private GeminiConfig(Builder builder) {
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
          "a model's id is of letters, digits, dots, dashes and underscores, without models/");
    }
    return id;
  }

  /** Says where the key comes from. It is asked once for each request. */
  Supplier<String> apiKey() {
    return apiKey;
  }

  /** {@link GeminiProvider#ID}. */
  @Override
  public String providerId() {
    return GeminiProvider.ID;
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
  public ModelTable<GeminiModel> models() {
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
    return other instanceof GeminiConfig config && values().equals(config.values());
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
    return "GeminiConfig[baseUrl=" + baseUrl + ", model=" + model + ", " + http + "]";
  }

  /** A configuration that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private Supplier<String> apiKey = ENVIRONMENT;
    private URI baseUrl = GOOGLE;
    private String model = DEFAULT_MODEL;
    private ModelTable<GeminiModel> models = GeminiModels.KNOWN;
    private boolean checks = true;
    private HttpSettings http = HttpSettings.DEFAULT;

    private Builder() {}

    /**
     * The API key, by default that of the environment variable {@code GEMINI_API_KEY}.
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
     * The service's address up to its version, {@link #GOOGLE} unless set.
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

    /** The models whose limits are known, by default {@link GeminiModels#KNOWN}. */
    public Builder models(ModelTable<GeminiModel> value) {
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
    public GeminiConfig build() {
      return new GeminiConfig(this);
    }
  }
}
