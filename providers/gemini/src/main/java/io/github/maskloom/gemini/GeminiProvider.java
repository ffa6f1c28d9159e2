package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ServiceProfile;
import java.net.URI;
import java.util.Map;

/** Google's Gemini image models, which edit a photo that the mask is painted into. */
public final class GeminiProvider extends HttpProvider {
  /** The name that callers choose it by. */
  public static final String ID = "gemini";

  /** The address of Google's own service. */
  public static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com/v1beta");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "gemini-3.1-flash-image";

  private static final Preset PRESET =
      new Preset(ID, "GEMINI_API_KEY", GOOGLE, DEFAULT_MODEL, GeminiModels.KNOWN).withPlainIds();

  /** Creates the provider. Nothing is opened or sent yet. */
  public GeminiProvider() {
    super(PRESET);
  }

  /**
   * {@return how to reach the Gemini API, with every setting at its default} The key is that of
   * {@code GEMINI_API_KEY} unless set, the address {@link #GOOGLE}.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    return ModelOptions.of(asked, GeminiOptions.NONE).capabilities(config, GeminiModels.OTHERS);
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return new ServiceProfile(ID, GeminiErrors.TABLE, new GeminiAnswerRules())
        .withKeyHeader("x-goog-api-key");
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new GeminiRequest(config, request);
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
