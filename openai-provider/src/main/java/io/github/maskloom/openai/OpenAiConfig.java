package io.github.maskloom.openai;

import io.github.maskloom.http.ServiceConfig;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach OpenAI, or a server that speaks like it. Key, address and model are by default those
 * of the {@linkplain Builder#dialect dialect}.
 */
public final class OpenAiConfig extends ServiceConfig<OpenAiModel> {
  /** The address of OpenAI's own service. */
  public static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /** The address of an {@code sd-server} by default. */
  public static final URI SD_SERVER = URI.create("http://127.0.0.1:1234/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "gpt-image-2";

  /** The name of the only model that an {@code sd-server} has. */
  public static final String SD_SERVER_MODEL = "sd-cpp-local";

  private final OpenAiDialect dialect;
  private final Optional<String> organization;
  private final Optional<String> project;
  private final Optional<String> apiVersion;

  private OpenAiConfig(Builder builder) {
    super(preset(builder.dialect), builder);
    dialect = builder.dialect;
    organization = builder.organization;
    project = builder.project;
    apiVersion = builder.apiVersion;
    if (dialect == OpenAiDialect.AZURE && baseUrl().equals(OPENAI)) {
      throw new IllegalArgumentException(
          "each resource of Azure has an address of its own: set baseUrl");
    }
    if (dialect != OpenAiDialect.AZURE && apiVersion.isPresent()) {
      throw new IllegalArgumentException("only Azure is asked for an apiVersion");
    }
  }

  private static Preset<OpenAiModel> preset(OpenAiDialect dialect) {
    return switch (dialect) {
      case OPENAI -> preset("OPENAI_API_KEY", OPENAI, DEFAULT_MODEL);
      case AZURE -> preset("AZURE_OPENAI_API_KEY", OPENAI, DEFAULT_MODEL);
      case SD_SERVER -> preset("", SD_SERVER, SD_SERVER_MODEL);
    };
  }

  private static Preset<OpenAiModel> preset(String keyVariable, URI baseUrl, String model) {
    return new Preset<>(OpenAiProvider.ID, keyVariable, baseUrl, model, OpenAiModels.KNOWN);
  }

  /** A path below the address, with the version that Azure is asked for. */
  String path(String path) {
    return apiVersion.map(version -> path + "?api-version=" + version).orElse(path);
  }

  /** {@return a new builder with every setting at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how the service speaks} See {@link Builder#dialect}. */
  public OpenAiDialect dialect() {
    return dialect;
  }

  /**
   * {@return the organization that pays, or empty for the key's own} See {@link
   * Builder#organization}.
   */
  public Optional<String> organization() {
    return organization;
  }

  /** {@return the project that pays, or empty for the key's own} See {@link Builder#project}. */
  public Optional<String> project() {
    return project;
  }

  /**
   * {@return the version of Azure's protocol, or empty if it is not said} See {@link
   * Builder#apiVersion}.
   */
  public Optional<String> apiVersion() {
    return apiVersion;
  }

  @Override
  protected List<Object> ownSettings() {
    return List.of(dialect, organization, project, apiVersion);
  }

  /** {@return where it goes and how patiently} Never the key. */
  @Override
  public String toString() {
    return "OpenAiConfig[dialect=%s, baseUrl=%s, model=%s, %s]"
        .formatted(dialect, baseUrl(), model(), http());
  }

  /** A configuration that is being put together. */
  public static final class Builder extends ServiceConfig.Builder<OpenAiModel, Builder> {
    private OpenAiDialect dialect = OpenAiDialect.OPENAI;
    private Optional<String> organization = Optional.empty();
    private Optional<String> project = Optional.empty();
    private Optional<String> apiVersion = Optional.empty();

    private Builder() {}

    /**
     * Sets how the service speaks. Unless set, the key is that of {@code OPENAI_API_KEY}, for
     * {@link OpenAiDialect#AZURE} that of {@code AZURE_OPENAI_API_KEY}, and none for {@link
     * OpenAiDialect#SD_SERVER}.
     *
     * <p>Azure has no address by default: {@code https://NAME.openai.azure.com/openai/v1}, or
     * {@code …/openai/deployments/NAME} with an {@link #apiVersion}.
     *
     * @param value {@link OpenAiDialect#OPENAI} unless set
     * @return this builder
     */
    public Builder dialect(OpenAiDialect value) {
      dialect = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets the organization that pays.
     *
     * @param id of visible ASCII characters; the key's own unless set
     * @return this builder
     * @throws IllegalArgumentException if it is empty, or has a character that is not visible ASCII
     */
    public Builder organization(String id) {
      organization = Optional.of(payer(id));
      return this;
    }

    /**
     * Sets the project that pays.
     *
     * @param id of visible ASCII characters; the key's own unless set
     * @return this builder
     * @throws IllegalArgumentException if it is empty, or has a character that is not visible ASCII
     */
    public Builder project(String id) {
      project = Optional.of(payer(id));
      return this;
    }

    /**
     * Sets the version of the protocol that {@link OpenAiDialect#AZURE} is asked for. An address
     * below {@code openai/v1} needs none.
     *
     * @param version such as {@code 2025-04-01-preview}; not said unless set
     * @return this builder
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
     * {@return the configuration as it stands} The builder may be used further.
     *
     * @throws IllegalArgumentException if the dialect is {@link OpenAiDialect#AZURE} and no address
     *     was set, or that of OpenAI
     * @throws IllegalArgumentException if {@link #apiVersion} was set for another dialect
     */
    public OpenAiConfig build() {
      return new OpenAiConfig(this);
    }
  }
}
