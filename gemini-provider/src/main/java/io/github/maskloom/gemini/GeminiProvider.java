package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpService;
import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Google's Gemini image models, which edit a photo that the mask is painted into. */
public final class GeminiProvider implements FusionProvider {
  /** The name that callers choose it by. */
  public static final String ID = "gemini";

  /** The address of Google's own service. */
  public static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com/v1beta");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "gemini-3.1-flash-image";

  private static final Preset PRESET =
      new Preset(ID, "GEMINI_API_KEY", GOOGLE, DEFAULT_MODEL, GeminiModels.KNOWN).withPlainIds();

  /** Creates the provider. Nothing is opened or sent yet. */
  public GeminiProvider() {}

  /**
   * {@return how to reach the Gemini API, with every setting at its default} The key is that of
   * {@code GEMINI_API_KEY} unless set, the address {@link #GOOGLE}.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  public String id() {
    return ID;
  }

  /** {@return what {@link #DEFAULT_MODEL} can do} */
  @Override
  public ProviderCapabilities capabilities() {
    return capabilities(config(), RequestOptions.NONE);
  }

  static ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    return ModelOptions.of(asked, GeminiOptions.NONE)
        .capabilities(config, GeminiModels.OTHERS)
        .build();
  }

  /**
   * Opens a session with the service. No connection is opened yet.
   *
   * @param config an {@link HttpConfig} of this provider, or {@link ProviderConfig.Defaults} for
   *     one with every setting at its default
   * @return a session, which the caller closes
   * @throws IllegalArgumentException if the configuration is of another type or provider
   * @throws io.github.maskloom.fusion.FusionAccessException if no key was set, and {@code
   *     GEMINI_API_KEY} is missing in the environment or holds no possible key
   */
  @Override
  public ProviderSession open(ProviderConfig config) {
    return new GeminiSession(HttpConfig.of(PRESET, config));
  }

  /** The Gemini API, ready to work. */
  private static final class GeminiSession implements ProviderSession {
    private final HttpConfig config;
    private final HttpService service;

    GeminiSession(HttpConfig config) {
      this.config = config;
      service = new HttpService(config, "models/", new GeminiErrorRules(), new GeminiAnswerRules());
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return GeminiProvider.capabilities(config, options);
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      return service.fuse(call, () -> new GeminiRequest(config, config.key(), request));
    }

    @Override
    public void close() {
      service.close();
    }
  }

  /** What answers of {@code generateContent} are made of. */
  private static final class GeminiAnswerRules implements AnswerRules {
    @Override
    public String errorCode() {
      return "status";
    }

    @Override
    public Map<String, Place> places() {
      return Map.of(
          "/candidates/*/content/parts", Place.CANDIDATE,
          "/candidates/*/finishReason", Place.CODE,
          "/candidates/*/finishMessage", Place.MESSAGE,
          "/promptFeedback/blockReason", Place.CODE,
          "/promptFeedback/blockReasonMessage", Place.MESSAGE,
          "/usageMetadata", Place.USAGE,
          "/modelVersion", Place.MODEL,
          "/responseId", Place.ID);
    }

    @Override
    public Map<String, Place> itemPlaces() {
      return Map.of(
          "/inlineData/data", Place.IMAGE, "/thought", Place.DRAFT, "/text", Place.MESSAGE);
    }
  }
}
