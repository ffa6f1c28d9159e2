package io.github.maskloom.ark;

import static io.github.maskloom.fusion.RetryAdvice.NEVER;
import static io.github.maskloom.fusion.RetryAdvice.SAFE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.ACCESS;
import static io.github.maskloom.http.wire.ErrorRule.Kind.CONTENT;
import static io.github.maskloom.http.wire.ErrorRule.Kind.QUOTA;
import static io.github.maskloom.http.wire.ErrorRule.Kind.REQUEST;
import static io.github.maskloom.http.wire.ErrorRule.Kind.SERVICE;
import static io.github.maskloom.http.wire.ErrorRule.Kind.THROTTLED;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorTable;
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

  /**
   * Words and images that the service refuses. Output that is refused is not billed, and another
   * seed may pass; but that is for the person to try.
   */
  private static final String[] SENSITIVE = {
    "SensitiveContentDetected", "OutputTextSensitiveContentDetected",
    "InputTextSensitiveContentDetected", "InputTextRiskDetection",
    "InputImageSensitiveContentDetected", "InputImageRiskDetection",
    "OutputImageSensitiveContentDetected", "OutputImageRiskDetection"
  };

  /** Limits of an account and of the service. */
  private static final String[] BUSY = {
    "ModelAccountIpmRateLimitExceeded", "ModelAccountRpmRateLimitExceeded",
    "ModelAccountTpmRateLimitExceeded", "APIAccountRpmRateLimitExceeded",
    "AccountRateLimitExceeded", "RateLimitExceeded",
    "ServerOverloaded", "RequestBurstTooFast",
    "InflightBatchsizeExceeded"
  };

  /**
   * What Ark's error codes mean, as documented in October 2026. No model has the id that the last
   * row is about, or the key may not use it. It is also said of models out of service.
   */
  private static final ErrorTable ERRORS =
      ErrorTable.OF_FAMILIES
          .documentedRefusal(400, REQUEST, NEVER, "MissingParameter", "InvalidParameter")
          .documentedRefusal(400, REQUEST, NEVER, "InvalidArgumentError", "InvalidImageURL")
          .documentedRefusal(400, CONTENT, NEVER, SENSITIVE)
          .documentedRefusal(400, SERVICE, SAFE, "ContentSecurityDetectionError")
          .documentedRefusal(400, ACCESS, NEVER, "InvalidEndpoint", "InvalidSubscription")
          .documentedRefusal(401, ACCESS, NEVER, "AuthenticationError", "InvalidAccountStatus")
          .documentedRefusal(
              403, ACCESS, NEVER, "AccessDenied", "AccountOverdueError", "OperationDenied")
          .documentedRefusal(
              404, ACCESS, NEVER, "InvalidEndpointOrModel", "ModelNotOpen", "UnsupportedModel")
          .documentedRefusal(404, REQUEST, NEVER, "NotFound")
          .documentedRefusal(429, QUOTA, NEVER, "QuotaExceeded", "SetLimitExceeded")
          .documentedRefusal(429, THROTTLED, SAFE, BUSY)
          // The service says it of itself, and of single images: what failed so is not billed.
          .documentedRefusal(500, SERVICE, SAFE, "InternalServiceError")
          .alsoInsideAnswers()
          .documentedRefusal(200, REQUEST, NEVER, "BadRequest")
          .missingModel(
              refusal -> refusal.error().code().equals("InvalidEndpointOrModel.NotFound"));

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
    return new ServiceProfile(ID, ERRORS, new ArkAnswerRules());
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
