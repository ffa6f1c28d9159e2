package io.github.maskloom.ark;

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

/** Volcengine Ark and BytePlus ModelArk: Doubao Seedream puts things into images of rooms. */
public final class ArkProvider extends HttpProvider {
  /** The name that callers choose it by. */
  public static final String ID = "ark";

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

  private static final Preset PRESET =
      new Preset(ID, "ARK_API_KEY", VOLCENGINE, DEFAULT_MODEL, ArkModels.KNOWN);

  /** Creates the provider. Nothing is opened or sent yet. */
  public ArkProvider() {
    super(PRESET);
  }

  /**
   * {@return how to reach Ark, with every setting at its default} The key is that of {@code
   * ARK_API_KEY} unless set, the address {@link #VOLCENGINE}. A model may also be an endpoint's id,
   * {@code ep-…}. The service allows 500 images a minute to an account and model.
   */
  public static HttpConfig config() {
    return HttpConfig.of(PRESET);
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    return ModelOptions.of(asked, ArkOptions.NONE)
        .capabilities(config, ArkModels.OTHERS)
        .withLinkedReferences(true);
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    return new ServiceProfile(ID, new ArkErrorRules(), new ArkAnswerRules());
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new ArkRequest(config, request);
  }

  /** What Ark's events say. */
  static final class ArkAnswerRules implements AnswerRules {
    private static final String FAMILY = "image_generation.";

    @Override
    public Event event(String type, boolean error) {
      return switch (type) {
        case FAMILY + "partial_succeeded" -> Event.IMAGE;
        case FAMILY + "partial_failed" -> Event.FAILED;
        case FAMILY + "completed" -> Event.END;
        case "error" -> Event.ERROR;
        case "" -> error ? Event.ERROR : Event.OTHER;
        default -> Event.OTHER; // The service grows: what is not known is not needed.
      };
    }

    @Override
    public boolean isType(String name) {
      return name.startsWith(FAMILY);
    }

    @Override
    public boolean inOrder() {
      return false;
    }

    @Override
    public boolean endsWithEvent() {
      return true;
    }
  }
}
