package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.settings.BaseUrls;
import io.github.maskloom.http.settings.HttpSettings;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to reach OpenAI, or a server that speaks like it. Immutable; equal by value, where a supplier
 * of keys counts by its own {@code equals}. Nothing shows the key.
 */
public final class OpenAiConfig implements ProviderConfig {
  /** The address of OpenAI's own service. */
  public static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /** The address of an {@code sd-server} by default. */
  public static final URI SD_SERVER = URI.create("http://127.0.0.1:1234/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "gpt-image-2";

  /** The name of the only model that an {@code sd-server} has. */
  public static final String SD_SERVER_MODEL = "sd-cpp-local";

  private static final String KEY_VARIABLE = "OPENAI_API_KEY";

  /** How the key is asked for. */
  static final ApiKeys KEYS =
      new ApiKeys(OpenAiProvider.ID, "set OpenAiConfig.apiKey, or the variable " + KEY_VARIABLE);

  private static final Supplier<String> ENVIRONMENT =
      new ApiKeys.EnvironmentKey(KEY_VARIABLE, System.getenv());

  private final OpenAiDialect dialect;
  private final Optional<Supplier<String>> apiKey;
  private final Optional<String> organization;
  private final Optional<String> project;
  private final URI baseUrl;
  private final String model;
  private final ModelTable<OpenAiModel> models;
  private final boolean checks;
  private final HttpSettings http;

  private OpenAiConfig(Builder builder) {
    boolean openAi = builder.dialect == OpenAiDialect.OPENAI;
    dialect = builder.dialect;
    apiKey = builder.apiKey.or(() -> openAi ? Optional.of(ENVIRONMENT) : Optional.empty());
    organization = builder.organization;
    project = builder.project;
    baseUrl = builder.baseUrl.orElse(openAi ? OPENAI : SD_SERVER);
    model = builder.model.orElse(openAi ? DEFAULT_MODEL : SD_SERVER_MODEL);
    models = builder.models;
    checks = builder.checks;
    http = builder.http;
  }

  /** A builder with every setting at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** How the service speaks. See {@link Builder#dialect}. */
  public OpenAiDialect dialect() {
    return dialect;
  }

  /** Says where the key comes from. It is asked once for each request. */
  Optional<Supplier<String>> apiKey() {
    return apiKey;
  }

  /** The organization that pays. See {@link Builder#organization}. */
  public Optional<String> organization() {
    return organization;
  }

  /** The project that pays. See {@link Builder#project}. */
  public Optional<String> project() {
    return project;
  }

  /** {@link OpenAiProvider#ID}. */
  @Override
  public String providerId() {
    return OpenAiProvider.ID;
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
  public ModelTable<OpenAiModel> models() {
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
    return other instanceof OpenAiConfig config && values().equals(config.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  private List<Object> values() {
    return List.of(dialect, apiKey, organization, project, baseUrl, model, models, checks, http);
  }

  /** Says where it goes and how patiently. Never the key. */
  @Override
  public String toString() {
    return "OpenAiConfig[dialect="
        + dialect
        + ", baseUrl="
        + baseUrl
        + ", model="
        + model
        + ", "
        + http
        + "]";
  }

  /** A configuration that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private OpenAiDialect dialect = OpenAiDialect.OPENAI;
    private Optional<Supplier<String>> apiKey = Optional.empty();
    private Optional<String> organization = Optional.empty();
    private Optional<String> project = Optional.empty();
    private Optional<URI> baseUrl = Optional.empty();
    private Optional<String> model = Optional.empty();
    private ModelTable<OpenAiModel> models = OpenAiModels.KNOWN;
    private boolean checks = true;
    private HttpSettings http = HttpSettings.DEFAULT;

    private Builder() {}

    /** How the service speaks, by default {@link OpenAiDialect#OPENAI}. */
    public Builder dialect(OpenAiDialect value) {
      dialect = Objects.requireNonNull(value);
      return this;
    }

    /**
     * The API key. Unless set, it is that of {@code OPENAI_API_KEY}, and none for {@link
     * OpenAiDialect#SD_SERVER}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder apiKey(String key) {
      apiKey = Optional.of(new ApiKeys.FixedKey(key));
      return this;
    }

    /**
     * Where the API key comes from, for keys that change. It is asked once for each request, by the
     * thread that makes the request, and may block. If it throws, the request fails, unsent.
     */
    public Builder apiKey(Supplier<String> keys) {
      apiKey = Optional.of(keys);
      return this;
    }

    /**
     * The organization that pays, by default the key's own.
     *
     * @throws IllegalArgumentException if it is blank, or no header can hold it
     */
    public Builder organization(String id) {
      organization = Optional.of(payer(id));
      return this;
    }

    /**
     * The project that pays, by default the key's own.
     *
     * @throws IllegalArgumentException if it is blank, or no header can hold it
     */
    public Builder project(String id) {
      project = Optional.of(payer(id));
      return this;
    }

    private static String payer(String id) {
      if (id.isBlank() || !id.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        throw new IllegalArgumentException(
            "the id of an organization or project is of printable characters without blanks");
      }
      return id;
    }

    /**
     * The service's address up to its version, by default {@link #OPENAI} or {@link #SD_SERVER}.
     *
     * @throws IllegalArgumentException unless it is http or https, with a host and without user,
     *     query or fragment
     */
    public Builder baseUrl(URI url) {
      baseUrl = Optional.of(BaseUrls.checked(url));
      return this;
    }

    /**
     * The model's id, by default {@link #DEFAULT_MODEL} or {@link #SD_SERVER_MODEL}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Builder model(String id) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("a model's id is not blank");
      }
      model = Optional.of(id);
      return this;
    }

    /** The models whose limits are known, by default {@link OpenAiModels#KNOWN}. */
    public Builder models(ModelTable<OpenAiModel> value) {
      models = Objects.requireNonNull(value);
      return this;
    }

    /** Whether what the service would refuse is refused before it is sent, by default so. */
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
    public OpenAiConfig build() {
      return new OpenAiConfig(this);
    }
  }
}
