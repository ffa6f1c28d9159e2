package io.github.maskloom.http;

import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.model.ModelFamily;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpSettings;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a service, and how patiently: what the configurations of all providers over HTTP
 * have in common. Immutable; equal by value, where a supplier of keys, a rate, a proxy, a trust and
 * a client count by their own {@code equals}. Nothing shows the key or a password.
 *
 * @param <M> what is known of a family of its models
 */
public abstract class ServiceConfig<M extends ModelFamily> implements ProviderConfig {
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final Preset<M> preset;
  private final Optional<Supplier<String>> apiKey;
  private final URI baseUrl;
  private final String model;
  private final ModelTable<M> models;
  private final boolean checks;
  private final HttpSettings http;

  /**
   * Makes a configuration of what was set in a builder, and of the preset where nothing was.
   *
   * @param preset the defaults, and the provider's id
   * @param set the builder as it stands; it may be used further
   */
  protected ServiceConfig(Preset<M> preset, Builder<M, ?> set) {
    this.preset = preset;
    apiKey = set.apiKey.or(preset::environmentKey);
    baseUrl = set.baseUrl.orElse(preset.baseUrl);
    model = set.model.orElse(preset.model);
    models = set.models.orElse(preset.models);
    checks = set.checks;
    http = set.http;
  }

  /**
   * Returns the configuration that a provider is opened with: the caller's, or the standard one for
   * {@link ProviderConfig.Defaults}.
   *
   * @param <C> the provider's own type
   * @param given by the caller; {@code Defaults} may have any id
   * @param standard the provider's own, with every setting at its default
   * @return what was given, or the standard configuration
   * @throws IllegalArgumentException if what was given is not {@code Defaults}, and is of another
   *     type or another provider's id
   */
  public static <C extends ServiceConfig<?>> C of(ProviderConfig given, C standard) {
    if (given instanceof ProviderConfig.Defaults) {
      return standard;
    }
    @SuppressWarnings("unchecked") // the class of a C
    Class<C> type = (Class<C>) standard.getClass();
    if (type.isInstance(given) && given.providerId().equals(standard.providerId())) {
      return type.cast(given);
    }
    throw new IllegalArgumentException(
        "the provider %s takes its %s, not a %s"
            .formatted(standard.providerId(), type.getSimpleName(), given.getClass().getName()));
  }

  /**
   * Checks the id of a model, for services that have ids in their addresses.
   *
   * @param id 1 to 128 letters, digits, dots, dashes and underscores, the first a letter or digit
   * @return the same id
   * @throws IllegalArgumentException if the id is not such a text
   */
  public static String plainModelId(String id) {
    if (!PLAIN_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a model's id is of letters, digits, dots, dashes and underscores, without a path");
    }
    return id;
  }

  /** {@return the id of the provider that takes this configuration} */
  @Override
  public final String providerId() {
    return preset.provider;
  }

  /** {@return the service's address up to its version} See {@link Builder#baseUrl}. */
  public final URI baseUrl() {
    return baseUrl;
  }

  /** {@return the model's id} See {@link Builder#model}. */
  public final String model() {
    return model;
  }

  /**
   * {@return the models whose limits are known; others are not checked} See {@link Builder#models}.
   */
  public final ModelTable<M> models() {
    return models;
  }

  /**
   * {@return whether a request to a known model is refused before it is sent if the service would
   * refuse it} See {@link Builder#checks}.
   */
  public final boolean checks() {
    return checks;
  }

  /**
   * {@return timeouts, retries, limits, proxies, trust and the HTTP client} See {@link
   * Builder#http}.
   */
  public final HttpSettings http() {
    return http;
  }

  /**
   * Finds the family by whose limits a request is checked.
   *
   * @param modelId as it is sent
   * @return empty if the model is unknown, or nothing is {@linkplain #checks checked}
   */
  public final Optional<M> checkedBy(String modelId) {
    return checks ? models.find(modelId) : Optional.empty();
  }

  /**
   * {@return the settings that a subclass adds, none of them null} {@link #equals} and {@link
   * #hashCode} take them in. None unless overridden.
   */
  protected List<Object> ownSettings() {
    return List.of();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof ServiceConfig<?> config && values().equals(config.values());
  }

  @Override
  public final int hashCode() {
    return values().hashCode();
  }

  private List<Object> values() {
    return List.of(
        getClass(), providerId(), apiKey, baseUrl, model, models, checks, http, ownSettings());
  }

  /** {@return where it goes and how patiently} Never the key. */
  @Override
  public String toString() {
    return "%s[baseUrl=%s, model=%s, %s]"
        .formatted(getClass().getSimpleName(), baseUrl, model, http);
  }

  /** Asks for the key where it is known to be there or not: in the environment. */
  void checkEnvironment() {
    if (apiKey.filter(EnvironmentKey.class::isInstance).isPresent()) {
      key();
    }
  }

  /**
   * Asks for the key, and checks that it fits a header.
   *
   * @return empty if the service needs none
   * @throws FusionAccessException if there is none, or it cannot be one, or its supplier fails
   */
  String key() {
    if (apiKey.isEmpty()) {
      return "";
    }
    String given = given(apiKey.get());
    String key = given == null ? "" : given.strip();
    if (key.isEmpty()) {
      String own = getClass().getSimpleName() + ".apiKey";
      throw refused("there is no API key: set " + own + ", or the variable " + preset.keyVariable);
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw refused("the API key holds characters that no key has");
    }
    return key;
  }

  /** What a supplier throws may quote secrets, so nothing of it gets into the message. */
  private @Nullable String given(Supplier<String> keys) {
    try {
      return keys.get();
    } catch (RuntimeException e) {
      throw new FusionAccessException(
          "the supplier of the API key failed, see the cause",
          FusionException.Failure.notSent(providerId()),
          e);
    }
  }

  private FusionAccessException refused(String message) {
    return new FusionAccessException(message, FusionException.Failure.notSent(providerId()));
  }

  /**
   * The defaults of a service, and the id of its provider.
   *
   * @param <M> what is known of a family of its models
   * @param provider the provider's id
   * @param keyVariable the environment variable that holds the key, or empty if the service needs
   *     none
   * @param baseUrl the service's address up to its version
   * @param model the default model's id
   * @param models the models whose limits are known
   */
  public record Preset<M extends ModelFamily>(
      String provider, String keyVariable, URI baseUrl, String model, ModelTable<M> models) {
    private Optional<Supplier<String>> environmentKey() {
      return keyVariable.isEmpty()
          ? Optional.empty()
          : Optional.of(new EnvironmentKey(keyVariable));
    }
  }

  /** A key that never changes. Equal by value, and never shown. */
  private record FixedKey(String key) implements Supplier<String> {
    @Override
    public String get() {
      return key;
    }

    @Override
    public String toString() {
      return "a fixed key";
    }
  }

  /** The key of an environment variable, or empty if there is none. */
  private record EnvironmentKey(String variable) implements Supplier<String> {
    @Override
    public String get() {
      return System.getenv().getOrDefault(variable, "");
    }
  }

  /**
   * A configuration that is being put together. Not safe to share between threads.
   *
   * @param <M> what is known of a family of the service's models
   * @param <B> its own type
   */
  public abstract static class Builder<M extends ModelFamily, B extends Builder<M, B>> {
    private Optional<Supplier<String>> apiKey = Optional.empty();
    private Optional<URI> baseUrl = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Optional<ModelTable<M>> models = Optional.empty();
    private boolean checks = true;
    private HttpSettings http = HttpSettings.DEFAULT;

    /** Makes a builder with every setting at its default. */
    protected Builder() {}

    @SuppressWarnings("unchecked") // as its parameter says
    private B self() {
      return (B) this;
    }

    /**
     * Sets an API key that never changes.
     *
     * @param key sent without blanks around it; a key that no header can hold fails each request
     *     with {@link FusionAccessException}. The service's environment variable is used unless a
     *     key is set.
     * @return this builder
     * @throws IllegalArgumentException if the key is blank
     */
    public B apiKey(String key) {
      if (key.isBlank()) {
        throw new IllegalArgumentException("an API key is not blank");
      }
      return apiKey(new FixedKey(key));
    }

    /**
     * Sets a supplier of the API key, for keys that change. If it throws, or returns null or a
     * blank text, the request fails with {@link FusionAccessException}, unsent. What it threw is
     * the cause. Stack traces show its message, so that must hold no secret.
     *
     * <p>Two configurations are equal only if their suppliers are, and {@code vault::currentKey} is
     * another one each time it is evaluated. Build such a configuration once and hold it: {@code
     * FusionClient.shared} opens a client for each that differs, each with limits of its own.
     *
     * @param keys asked once a call, and once more if a poll is answered with 401, by the thread of
     *     the call; may block
     * @return this builder
     */
    public B apiKey(Supplier<String> keys) {
      apiKey = Optional.of(keys);
      return self();
    }

    /**
     * Sets the service's address up to its version.
     *
     * @param url the service's own unless set; a path is kept, and a slash at its end makes no
     *     difference
     * @return this builder
     * @throws IllegalArgumentException if the address is not http or https, has no host, or has a
     *     user, query or fragment
     */
    public B baseUrl(URI url) {
      String scheme = String.valueOf(url.getScheme());
      boolean web = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
      boolean bare =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      if (!web || url.getHost() == null || !bare) {
        throw new IllegalArgumentException(
            "a base URL is http or https, with a host and without user, query or fragment");
      }
      baseUrl = Optional.of(url);
      return self();
    }

    /**
     * Sets the model that is asked unless the options of a request name another.
     *
     * @param id the provider's {@code DEFAULT_MODEL} unless set
     * @return this builder
     * @throws IllegalArgumentException if the id is blank
     */
    public B model(String id) {
      if (id.isBlank()) {
        throw new IllegalArgumentException("a model's id is not blank");
      }
      model = Optional.of(id);
      return self();
    }

    /**
     * Sets the models whose limits are known. A request to any other model is sent unchecked.
     *
     * @param value all that the provider brings along unless set
     * @return this builder
     */
    public B models(ModelTable<M> value) {
      models = Optional.of(value);
      return self();
    }

    /**
     * Says whether a request to a known model is refused before it is sent if the service would
     * refuse it.
     *
     * @param value true unless set; false leaves all refusals to the service
     * @return this builder
     */
    public B checks(boolean value) {
      checks = value;
      return self();
    }

    /**
     * Sets timeouts, retries, limits, proxies, trust and the HTTP client.
     *
     * @param value {@link HttpSettings#DEFAULT} unless set
     * @return this builder
     */
    public B http(HttpSettings value) {
      http = Objects.requireNonNull(value);
      return self();
    }
  }
}
