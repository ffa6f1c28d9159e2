package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpProvider;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpConfig.Preset;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.image.MaskConvention;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** OpenAI's image edits, and servers of one's own that speak like them. */
public final class OpenAiProvider extends HttpProvider {
  /** The name that callers choose it by. */
  public static final String ID = "openai";

  /** The alias for an {@code sd-server} on this machine: {@link OpenAiDialect#SD_SERVER}. */
  public static final String SD_SERVER_ID = "sd-server";

  /** The address of OpenAI's own service. */
  public static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /** The address of an {@code sd-server} by default. */
  public static final URI SD_SERVER = URI.create("http://127.0.0.1:1234/v1");

  /** The model unless a configuration or an option names another. */
  public static final String DEFAULT_MODEL = "gpt-image-2";

  /** The name of the only model that an {@code sd-server} has. */
  public static final String SD_SERVER_MODEL = "sd-cpp-local";

  /** The setting that names the organization that pays; the key's own unless set. */
  public static final String ORGANIZATION = "OpenAI-Organization";

  /** The setting that names the project that pays; the key's own unless set. */
  public static final String PROJECT = "OpenAI-Project";

  /**
   * The setting of {@link OpenAiDialect#AZURE} alone that says the version of its protocol, such as
   * {@code 2025-04-01-preview}. An address below {@code openai/v1} needs none.
   */
  public static final String API_VERSION = "api-version";

  /** Creates the provider. Nothing is opened or sent yet. */
  public OpenAiProvider() {
    super(OpenAiDialect.OPENAI.preset());
  }

  /**
   * {@return how to reach OpenAI, with every setting at its default} The key is that of {@code
   * OPENAI_API_KEY} unless set, the address {@link #OPENAI}.
   */
  public static HttpConfig config() {
    return config(OpenAiDialect.OPENAI);
  }

  /**
   * Says how to reach a server that speaks in a dialect, with every setting at its default. The key
   * of {@link OpenAiDialect#AZURE} is that of {@code AZURE_OPENAI_API_KEY} unless set; {@link
   * OpenAiDialect#SD_SERVER} needs none.
   *
   * <p>Azure has no address by default: {@code https://NAME.openai.azure.com/openai/v1}, or {@code
   * …/openai/deployments/NAME} with an {@link #API_VERSION}.
   *
   * @param dialect how the server speaks
   * @return a configuration for it
   */
  public static HttpConfig config(OpenAiDialect dialect) {
    return HttpConfig.of(dialect.preset());
  }

  @Override
  public Set<String> aliases() {
    return Set.of(SD_SERVER_ID);
  }

  @Override
  protected Preset preset(String name) {
    OpenAiDialect dialect =
        name.equals(SD_SERVER_ID) ? OpenAiDialect.SD_SERVER : OpenAiDialect.OPENAI;
    return dialect.preset();
  }

  @Override
  protected ProviderCapabilities capabilities(HttpConfig config, RequestOptions asked) {
    OpenAiOptions options = ModelOptions.of(asked, OpenAiOptions.NONE);
    boolean own = OpenAiDialect.of(config) == OpenAiDialect.SD_SERVER;
    return options
        .capabilities(config, OpenAiModels.OTHERS)
        .withMask(options.markup() ? MaskTransport.PAINT_OVERLAY : MaskTransport.SEPARATE_IMAGE)
        .withMask(own ? MaskConvention.WHITE_EDITS : MaskConvention.TRANSPARENT_EDITS)
        .withLinkedReferences(OpenAiDialect.of(config) == OpenAiDialect.OPENAI);
  }

  @Override
  protected ServiceProfile profile(HttpConfig config) {
    OpenAiDialect dialect = OpenAiDialect.of(config);
    boolean azure = dialect == OpenAiDialect.AZURE;
    if (azure && config.baseUrl().equals(OPENAI)) {
      throw new IllegalArgumentException(
          "each resource of Azure has an address of its own: set withBaseUrl");
    }
    Map<String, String> payers = new TreeMap<>();
    for (String payer : List.of(ORGANIZATION, PROJECT)) {
      config.setting(payer).ifPresent(id -> payers.put(payer, id));
    }
    return new ServiceProfile(ID, OpenAiErrors.of(dialect), new OpenAiAnswerRules(dialect))
        .withKeyHeader(azure ? "api-key" : "Authorization")
        .withHeaders(payers);
  }

  /** What follows a path: the version that Azure is asked for. */
  static String query(HttpConfig config) {
    return config.setting(API_VERSION).map(version -> "?api-version=" + version).orElse("");
  }

  @Override
  protected ImageRequest request(HttpConfig config, ProviderRequest request) {
    return new EditRequest(config, request);
  }

  /**
   * What the events of an edit say. Their names begin with {@code image_edit.}, and with {@code
   * image_generation.} from some servers. They do not say which of several images they are about.
   */
  private record OpenAiAnswerRules(OpenAiDialect dialect) implements AnswerRules {
    /** Some gateways send blanks for as long as a model draws. */
    private static final int MAX_LEADING_BLANKS = 1 << 16;

    @Override
    public Event event(String type, boolean error) {
      if (error || type.equals("error")) {
        return Event.ERROR;
      }
      if (!isType(type)) {
        return Event.OTHER;
      }
      return switch (type.substring(type.indexOf('.') + 1)) {
        case "completed" -> Event.IMAGE;
        case "partial_image" -> Event.PREVIEW;
        default -> Event.OTHER;
      };
    }

    @Override
    public boolean isType(String name) {
      return name.startsWith("image_edit.") || name.startsWith("image_generation.");
    }

    @Override
    public boolean errorIsText() {
      return dialect == OpenAiDialect.SD_SERVER;
    }

    @Override
    public int maxLeadingBlanks() {
      return MAX_LEADING_BLANKS;
    }
  }
}
