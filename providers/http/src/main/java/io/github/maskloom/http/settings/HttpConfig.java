package io.github.maskloom.http.settings;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
import java.net.Proxy;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a service, how patiently, how often, how much at once, and through what. Begins as a
 * provider's {@link Preset}, such as {@code FluxProvider.config()}; each {@code with} method makes
 * a changed copy.
 *
 * <p>Immutable; equal by value, where a supplier of keys, a rate, a proxy, a trust and a client
 * count by their own {@code equals}. Nothing shows the key or a password.
 */
public final class HttpConfig implements ProviderConfig {
  private static final long DEFAULT_MAX_IMAGE_BYTES = 128L << 20;

  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][-0-9A-Za-z.]*|[0-9A-Fa-f:.]+");

  private final Preset preset;
  private final Values set;

  private HttpConfig(Preset preset, Values set) {
    this.preset = preset;
    this.set = set;
  }

  /**
   * Makes a configuration with every setting at its default.
   *
   * @param preset the provider's id, and its defaults
   * @return a new configuration
   */
  public static HttpConfig of(Preset preset) {
    return new HttpConfig(preset, new Values(preset));
  }

  /**
   * Returns the configuration that a provider is opened with: the caller's, or the standard one for
   * {@link ProviderConfig.Defaults}.
   *
   * @param preset the provider's own
   * @param given by the caller; {@code Defaults} may have any id
   * @return what was given, or the preset with every setting at its default
   * @throws IllegalArgumentException if what was given is neither {@code Defaults} nor an {@code
   *     HttpConfig} of this provider's id
   */
  public static HttpConfig of(Preset preset, ProviderConfig given) {
    if (given instanceof ProviderConfig.Defaults) {
      return of(preset);
    }
    if (given instanceof HttpConfig config && config.providerId().equals(preset.provider)) {
      return config;
    }
    throw new IllegalArgumentException(
        "the provider %s takes an HttpConfig of its own, not a %s of %s"
            .formatted(preset.provider, given.getClass().getName(), given.providerId()));
  }

  /**
   * Checks the id of a model, for services that have ids in their addresses.
   *
   * @param id 1 to 128 letters, digits, dots, dashes and underscores, the first a letter or digit
   * @return the same id
   * @throws IllegalArgumentException if the id is not such a text
   */
  public static String plainModelId(String id) {
    return plain("a model's id", id);
  }

  private static String plain(String what, String text) {
    checkArgument(
        PLAIN_ID.matcher(text).matches(),
        "%s is of letters, digits, dots, dashes and underscores, without a path",
        what);
    return text;
  }

  private HttpConfig with(Consumer<Values> change) {
    Values changed = set.copy();
    change.accept(changed);
    changed.all().forEach(Objects::requireNonNull);
    return new HttpConfig(preset, changed);
  }

  /** {@return the id of the provider that takes this configuration} */
  @Override
  public String providerId() {
    return preset.provider;
  }

  /** {@return the defaults that this configuration began with} */
  public Preset preset() {
    return preset;
  }

  /**
   * Asks for the key of one request. A supplier of keys is asked each time, and may block.
   *
   * @return the key without blanks around it; empty if none was set and the service needs none
   * @throws FusionAccessException if there is no key, or it has characters that no header holds, or
   *     its supplier fails
   */
  public String key() {
    if (set.apiKey.equals(new Key("", ""))) {
      return "";
    }
    String key;
    try {
      key = Objects.requireNonNullElse(set.apiKey.get(), "").strip();
    } catch (RuntimeException e) {
      // What a supplier throws may quote secrets, so nothing of it gets into the message.
      throw new FusionAccessException(
          "the supplier of the API key failed, see the cause",
          FusionException.Failure.notSent(providerId()),
          e);
    }
    if (key.isEmpty()) {
      throw refused(
          "there is no API key: set HttpConfig.withApiKey, or the variable " + preset.keyVariable);
    }
    if (!VISIBLE.matcher(key).matches()) {
      throw refused("the API key holds characters that no key has");
    }
    return key;
  }

  /**
   * Checks the key where it is known to be there or not: in the environment. Asks no supplier.
   *
   * @throws FusionAccessException if no key was set, and the environment variable is missing or
   *     holds no possible key
   */
  public void checkEnvironment() {
    if (set.apiKey instanceof Key own && !own.variable.isEmpty()) {
      key();
    }
  }

  private FusionAccessException refused(String message) {
    return new FusionAccessException(message, FusionException.Failure.notSent(providerId()));
  }

  /**
   * Sets an API key that never changes.
   *
   * @param key sent without blanks around it; a key that no header can hold fails each request with
   *     {@link FusionAccessException}. The service's environment variable is used unless a key is
   *     set.
   * @return a copy
   * @throws IllegalArgumentException if the key is blank
   */
  public HttpConfig withApiKey(String key) {
    checkArgument(!key.isBlank(), "an API key is not blank");
    return withApiKey(new Key("", key));
  }

  /**
   * Sets a supplier of the API key, for keys that change. If it throws, or returns null or a blank
   * text, the request fails with {@link FusionAccessException}, unsent. What it threw is the cause.
   * Stack traces show its message, so that must hold no secret.
   *
   * <p>Two configurations are equal only if their suppliers are, and {@code vault::currentKey} is
   * another one each time it is evaluated. Make such a configuration once and hold it: {@code
   * FusionClient.shared} opens a client for each that differs, each with limits of its own.
   *
   * @param keys asked once a call, and once more if a poll is answered with 401, by the thread of
   *     the call; may block
   * @return a copy
   */
  public HttpConfig withApiKey(Supplier<String> keys) {
    return with(values -> values.apiKey = keys);
  }

  /** {@return the service's address up to its version} See {@link #withBaseUrl}. */
  public URI baseUrl() {
    return set.baseUrl;
  }

  /**
   * Sets the service's address up to its version.
   *
   * @param url the service's own unless set; a path is kept, and a slash at its end makes no
   *     difference
   * @return a copy
   * @throws IllegalArgumentException if the address is not http or https, has no host, or has a
   *     user, query or fragment
   */
  public HttpConfig withBaseUrl(URI url) {
    String scheme = String.valueOf(url.getScheme());
    boolean web = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    checkArgument(
        web && url.getHost() != null && bare,
        "a base URL is http or https, with a host and without user, query or fragment");
    return with(values -> values.baseUrl = url);
  }

  /** {@return the id of the model that is asked unless the options of a request name another} */
  public String model() {
    return set.model;
  }

  /**
   * Sets the model that is asked unless the options of a request name another.
   *
   * @param id the provider's {@code DEFAULT_MODEL} unless set
   * @return a copy
   * @throws IllegalArgumentException if the id is blank, or {@link #plainModelId} refuses it and
   *     the service has it in its addresses
   */
  public HttpConfig withModel(String id) {
    checkArgument(!id.isBlank(), "a model's id is not blank");
    String model = preset.plainIds ? plainModelId(id) : id;
    return with(values -> values.model = model);
  }

  /** {@return the models whose limits are known; others are not checked} */
  public ModelTable models() {
    return set.models;
  }

  /**
   * Sets the models whose limits are known. A request to any other model is sent unchecked.
   *
   * @param table all that the provider brings along unless set
   * @return a copy
   */
  public HttpConfig withModels(ModelTable table) {
    return with(values -> values.models = table);
  }

  /**
   * Says whether a request to a known model is refused before it is sent if the service would
   * refuse it.
   *
   * @param value true unless set; false leaves all refusals to the service
   * @return a copy
   */
  public HttpConfig withChecks(boolean value) {
    return with(values -> values.checks = value);
  }

  /**
   * Finds the family by whose limits a request is checked.
   *
   * @param modelId as it is sent
   * @return empty if the model is unknown, or nothing is {@linkplain #withChecks checked}
   */
  public Optional<Model> checkedBy(String modelId) {
    return set.checks ? models().find(modelId) : Optional.empty();
  }

  /**
   * {@return what is set beside the usual, or empty if it is not}
   *
   * @param name as {@link #withSetting} takes it
   */
  public Optional<String> setting(String name) {
    return Optional.ofNullable(set.settings.get(name));
  }

  /**
   * {@return a setting that is true or false}
   *
   * @param name as {@link #withSetting} takes it
   * @param usual unless it is set
   * @throws IllegalArgumentException if it is neither
   */
  public boolean flag(String name, boolean usual) {
    String value = setting(name).orElse(String.valueOf(usual));
    checkArgument(value.matches("true|false"), "%s is true or false", name);
    return value.equals("true");
  }

  /**
   * Sets what this provider takes beside the usual, such as {@code OpenAiProvider.ORGANIZATION}.
   *
   * @param name one that the provider says
   * @param value 1 to 128 letters, digits, dots, dashes and underscores, the first a letter or
   *     digit; no secret
   * @return a copy
   * @throws IllegalArgumentException if the provider has no such setting, or the value is not such
   *     a text
   */
  public HttpConfig withSetting(String name, String value) {
    Set<String> known = preset.settings;
    checkArgument(known.contains(name), "there is no setting %s here, but %s", name, known);
    Map<String, String> more = new TreeMap<>(set.settings);
    more.put(name, plain(name, value));
    return with(values -> values.settings = more);
  }

  /** {@return how long to wait at each step} */
  public HttpTimeouts timeouts() {
    return set.timeouts;
  }

  /**
   * Sets how long each step may take.
   *
   * @param value {@link HttpTimeouts#DEFAULT} unless set
   * @return a copy
   */
  public HttpConfig withTimeouts(HttpTimeouts value) {
    return with(values -> values.timeouts = value);
  }

  /** {@return whether, and how soon, a request that failed is sent again} */
  public HttpRetries retries() {
    return set.retries;
  }

  /**
   * Sets whether, and how soon, a request that failed is sent again.
   *
   * @param value {@link HttpRetries#DEFAULT} unless set
   * @return a copy
   */
  public HttpConfig withRetries(HttpRetries value) {
    return with(values -> values.retries = value);
  }

  /** {@return how many calls run at once} {@link Integer#MAX_VALUE} means any number. */
  public int maxConcurrentCalls() {
    return set.maxConcurrentCalls;
  }

  /**
   * Limits how many calls run at once. Others wait in line, and fail with {@link
   * io.github.maskloom.fusion.FusionThrottledException} if their time is up. A resumed job and a
   * list of models need no place.
   *
   * @param value at least 1; any number unless set
   * @return a copy
   * @throws IllegalArgumentException unless positive
   */
  public HttpConfig withMaxConcurrentCalls(int value) {
    positive("maxConcurrentCalls", value);
    return with(values -> values.maxConcurrentCalls = value);
  }

  /**
   * {@return how many images are asked for in any 60 seconds} {@link Integer#MAX_VALUE} means any
   * number.
   */
  public int imagesPerMinute() {
    return set.imagesPerMinute;
  }

  /**
   * Limits how many images are asked for in any 60 seconds. Further requests wait in line, and fail
   * with {@link io.github.maskloom.fusion.FusionThrottledException} if their time is up. A request
   * for more than the limit waits until it is alone in its minute.
   *
   * @param value at least 1; any number unless set
   * @return a copy
   * @throws IllegalArgumentException unless positive
   */
  public HttpConfig withImagesPerMinute(int value) {
    positive("imagesPerMinute", value);
    return with(values -> values.imagesPerMinute = value);
  }

  /** {@return the limit that other processes share} It is asked after {@link #imagesPerMinute}. */
  public ImageRate imageRate() {
    return set.imageRate;
  }

  /**
   * Sets a limit that other processes share. Each request asks it after {@link #imagesPerMinute},
   * and waits as long as it says.
   *
   * @param value {@link ImageRate#UNLIMITED} unless set
   * @return a copy
   */
  public HttpConfig withImageRate(ImageRate value) {
    return with(values -> values.imageRate = value);
  }

  /** {@return the most bytes of an image that is received} See {@link #withMaxImageBytes}. */
  public long maxImageBytes() {
    return set.maxImageBytes;
  }

  /**
   * Limits the bytes of each image that is received. A larger one is dropped and counts as failed,
   * with a {@link io.github.maskloom.fusion.FusionServiceException}. The call throws that only if
   * no image came. A larger preview is dropped.
   *
   * @param value at least 1; 128 MiB unless set
   * @return a copy
   * @throws IllegalArgumentException unless positive
   */
  public HttpConfig withMaxImageBytes(long value) {
    positive("maxImageBytes", value);
    return with(values -> values.maxImageBytes = value);
  }

  private static void positive(String name, long value) {
    checkArgument(value >= 1, "%s must be positive, not %s", name, value);
  }

  /**
   * {@return the only hosts that images are fetched from, each with all hosts below it} The names
   * are in lower case. Empty means any host. Unmodifiable.
   */
  public Set<String> downloadHosts() {
    return set.downloadHosts;
  }

  /**
   * Names the only hosts that images are fetched from. A link, or a redirect, that leads elsewhere
   * is not followed, and its image fails with {@link FusionAccessException}. Set it where an answer
   * must not be able to make this process ask hosts of its own network.
   *
   * @param hosts such as {@code example.com}, each with all hosts below it, in place of earlier
   *     ones; none, as by default, for any
   * @return a copy
   * @throws IllegalArgumentException if one is blank, or is no bare name or address of a host
   */
  public HttpConfig withDownloadHosts(String... hosts) {
    Set<String> names = new TreeSet<>();
    for (String host : hosts) {
      checkArgument(HOST.matcher(host).matches(), "no bare name of a host: %s", host);
      names.add(host.toLowerCase(Locale.ROOT));
    }
    return with(values -> values.downloadHosts = Collections.unmodifiableSet(names));
  }

  /**
   * Sets the proxy for requests and downloads.
   *
   * @param value what the JVM's {@code ProxySelector} says unless set
   * @return a copy
   */
  public HttpConfig withProxy(Proxy value) {
    return with(values -> values.proxy = Optional.of(value));
  }

  /**
   * Sets the name and password for an HTTP proxy, sent as Basic authentication when the proxy asks;
   * none unless set. A SOCKS proxy is not sent them.
   *
   * @param user name that the proxy knows
   * @param password never shown
   * @return a copy
   */
  public HttpConfig withProxyLogin(String user, String password) {
    return with(values -> values.proxyLogin = Optional.of(new ProxyLogin(user, password)));
  }

  /**
   * Sets whose certificates are trusted, such as a company's own authority; the JVM's authorities
   * unless set.
   *
   * @param sockets for example of an {@code SSLContext} that was made with the manager
   * @param manager decides whose certificates are good
   * @return a copy
   */
  public HttpConfig withTrust(SSLSocketFactory sockets, X509TrustManager manager) {
    return with(values -> values.trust = Optional.of(new Trust(sockets, manager)));
  }

  /**
   * Sets the caller's own HTTP client; unless set, each service has one of its own. The client's
   * sockets, DNS, proxy, trust and interceptors are used, and it is never closed. Timeouts, and the
   * proxy and trust if they are set here, are those of this configuration. The client sends no
   * request to the service again by itself.
   *
   * <p>Every request has a connection of its own, with HTTP/1.1 and {@code Connection: close}. The
   * pool and the protocols of the client are not used.
   *
   * <p><b>Memory:</b> a service's own client fails a call once 1 MiB came through its socket
   * without a byte of a body delivered. TLS, headers, and the framing of bodies count, from zero
   * for each request. That bound does not hold for a client that is set here, since its sockets are
   * the caller's. Nor does it hold for a connection through a SOCKS proxy. OkHttp then limits
   * headers only, and a service that sends a line without end fills the heap.
   *
   * @param client stays the caller's to close
   * @return a copy
   * @throws IllegalArgumentException if the client speaks HTTP/2 by prior knowledge only
   */
  public HttpConfig withHttpClient(OkHttpClient client) {
    checkArgument(
        !client.protocols().contains(Protocol.H2_PRIOR_KNOWLEDGE),
        "httpClient speaks HTTP/2 by prior knowledge (H2_PRIOR_KNOWLEDGE) only, and requests"
            + " are sent with HTTP/1.1");
    return with(values -> values.httpClient = Optional.of(client));
  }

  /** {@return whether the HTTP client is the caller's own, with sockets of its own} */
  public boolean isClientGiven() {
    return set.httpClient.isPresent();
  }

  /**
   * {@return what builds HTTP clients for this configuration} They have the proxy, the trust and
   * the sockets that were set. Timeouts, protocols and the pool are left to the caller.
   */
  public OkHttpClient.Builder newClient() {
    OkHttpClient.Builder builder = set.httpClient.orElseGet(OkHttpClient::new).newBuilder();
    set.proxy.ifPresent(builder::proxy);
    set.proxyLogin.ifPresent(login -> builder.proxyAuthenticator(login::authenticate));
    set.trust.ifPresent(trust -> builder.sslSocketFactory(trust.sockets, trust.manager));
    return builder;
  }

  @Override
  @SuppressWarnings("exports") // Only compilers read the annotation.
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpConfig config
        && preset.equals(config.preset)
        && set.all().equals(config.set.all());
  }

  @Override
  public int hashCode() {
    return Objects.hash(preset, set.all());
  }

  /** {@return where it goes, and how patiently} Never a key or a login. */
  @Override
  public String toString() {
    return "HttpConfig[%s, baseUrl=%s, model=%s, timeouts=%s, retries=%s]"
        .formatted(preset.provider, set.baseUrl, set.model, set.timeouts, set.retries);
  }

  /**
   * The defaults of a service, and the id of its provider.
   *
   * @param provider the provider's id
   * @param keyVariable the environment variable that holds the key, or empty if the service needs
   *     none
   * @param baseUrl the service's address up to its version
   * @param model the default model's id
   * @param models the models whose limits are known
   * @param plainIds whether a model must have an id that {@link #plainModelId} takes
   * @param settings names of what {@link #withSetting} takes
   */
  public record Preset(
      String provider,
      String keyVariable,
      URI baseUrl,
      String model,
      ModelTable models,
      boolean plainIds,
      Set<String> settings) {
    /**
     * Makes a preset for a service that names its models in the body of a request, and has no
     * further settings.
     *
     * @param provider the provider's id
     * @param keyVariable the environment variable that holds the key, or empty
     * @param baseUrl the service's address up to its version
     * @param model the default model's id
     * @param models the models whose limits are known
     */
    public Preset(
        String provider, String keyVariable, URI baseUrl, String model, ModelTable models) {
      this(provider, keyVariable, baseUrl, model, models, false, Set.of());
    }

    /** {@return a copy for a service that has the ids of models in its addresses} */
    public Preset withPlainIds() {
      return new Preset(provider, keyVariable, baseUrl, model, models, true, settings);
    }

    /**
     * Adds settings beside the usual.
     *
     * @param names for {@link #withSetting}, in place of earlier ones
     * @return a copy
     */
    public Preset withSettings(String... names) {
      return new Preset(
          provider, keyVariable, baseUrl, model, models, plainIds, new TreeSet<>(Set.of(names)));
    }
  }

  /** A name and password for a proxy, neither of which is shown. */
  private record ProxyLogin(String user, String password) {
    @Nullable Request authenticate(@Nullable Route route, Response response) {
      Request request = response.request();
      if (request.header("Proxy-Authorization") != null) {
        return null; // The proxy refused them.
      }
      String credentials = Credentials.basic(user, password, UTF_8);
      return request.newBuilder().header("Proxy-Authorization", credentials).build();
    }

    @Override
    public String toString() {
      return "a login";
    }
  }

  private record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}

  /** The key of an environment variable, or else one that never changes. Never shown. */
  private record Key(String variable, String fixed) implements Supplier<String> {
    @Override
    public String get() {
      return variable.isEmpty() ? fixed : System.getenv().getOrDefault(variable, "");
    }

    @Override
    public String toString() {
      return "a key";
    }
  }

  /** What is set. Changed only by {@link #with}, before a configuration holds it. */
  private static final class Values implements Cloneable {
    private Supplier<String> apiKey;
    private URI baseUrl;
    private String model;
    private ModelTable models;
    private boolean checks = true;
    private Map<String, String> settings = Map.of();
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

    Values(Preset preset) {
      apiKey = new Key(preset.keyVariable, "");
      baseUrl = preset.baseUrl;
      model = preset.model;
      models = preset.models;
    }

    Values copy() {
      try {
        return (Values) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    List<Object> all() {
      return List.of(
          List.of(apiKey, baseUrl, model, models, checks, settings, timeouts, retries),
          List.of(maxConcurrentCalls, imagesPerMinute, imageRate, maxImageBytes, downloadHosts),
          List.of(proxy, proxyLogin, trust, httpClient));
    }
  }
}
