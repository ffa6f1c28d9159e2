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
  private static final String AZURE_KEY_VARIABLE = "AZURE_OPENAI_API_KEY";

  private final OpenAiDialect dialect;
  private final Optional<Supplier<String>> apiKey;
  private final Optional<String> organization;
  private final Optional<String> project;
  private final Optional<String> apiVersion;
  private final URI baseUrl;
  private final String model;
  private final ModelTable<OpenAiModel> models;
  private final boolean checks;
  private final HttpSettings http;

  private OpenAiConfig(Builder builder) {
    dialect = builder.dialect;
    boolean own = dialect == OpenAiDialect.SD_SERVER;
    apiKey = builder.apiKey.or(() -> own ? Optional.empty() : Optional.of(environment()));
    organization = builder.organization;
    project = builder.project;
    apiVersion = builder.apiVersion;
    baseUrl = builder.baseUrl.orElse(own ? SD_SERVER : OPENAI);
    model = builder.model.orElse(own ? SD_SERVER_MODEL : DEFAULT_MODEL);
    models = builder.models;
    checks = builder.checks;
    http = builder.http;
  }

  private Supplier<String> environment() {
    return new ApiKeys.EnvironmentKey(keyVariable(), System.getenv());
  }

  private String keyVariable() {
    return dialect == OpenAiDialect.AZURE ? AZURE_KEY_VARIABLE : KEY_VARIABLE;
  }

  /** How the key is asked for. */
  ApiKeys keys() {
    return new ApiKeys(
        OpenAiProvider.ID, "set OpenAiConfig.apiKey, or the variable " + keyVariable());
  }

  /** A path below the address, with the version that Azure is asked for. */
  String path(String path) {
    return apiVersion.map(version -> path + "?api-version=" + version).orElse(path);
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

  /** The version of Azure's protocol. See {@link Builder#apiVersion}. */
  public Optional<String> apiVersion() {
    return apiVersion;
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
    return List.of(
        dialect, apiKey, organization, project, apiVersion, baseUrl, model, models, checks, http);
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
    private Optional<String> apiVersion = Optional.empty();
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
     * The API key. Unless set, it is that of {@code OPENAI_API_KEY}, for {@link
     * OpenAiDialect#AZURE} that of {@code AZURE_OPENAI_API_KEY}, and none for {@link
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

    /**
     * The version of the protocol that {@link OpenAiDialect#AZURE} is asked for, such as {@code
     * 2025-04-01-preview}, by default not said. An address below {@code openai/v1} needs none.
     *
     * @throws IllegalArgumentException unless it is of letters, digits, dots and dashes
     */
    public Builder apiVersion(String version) {
      if (!version.matches("[A-Za-z0-9.-]+")) {
        throw new IllegalArgumentException("a version is of letters, digits, dots and dashes");
      }
      apiVersion = Optional.of(version);
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
     * {@link OpenAiDialect#AZURE} has none by default: {@code
     * https://NAME.openai.azure.com/openai/v1}, or {@code …/openai/deployments/NAME} with an {@link
     * #apiVersion}.
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

    /**
     * The configuration as it stands.
     *
     * @throws IllegalArgumentException if it is Azure's without an address, or a version is asked
     *     for of another service
     */
    public OpenAiConfig build() {
      boolean azure = dialect == OpenAiDialect.AZURE;
      if (azure && baseUrl.isEmpty()) {
        throw new IllegalArgumentException(
            "each resource of Azure has an address of its own: set baseUrl");
      }
      if (!azure && apiVersion.isPresent()) {
        throw new IllegalArgumentException("only Azure is asked for an apiVersion");
      }
      return new OpenAiConfig(this);
    }
  }
}
