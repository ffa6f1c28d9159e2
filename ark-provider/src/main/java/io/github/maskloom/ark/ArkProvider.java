package io.github.maskloom.ark;

import io.github.maskloom.ark.Generation.ArkRequest;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpService;
import io.github.maskloom.http.ServiceConfig;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.SafeText;
import java.io.IOException;
import java.util.List;

/** Volcengine Ark and BytePlus ModelArk: Doubao Seedream puts things into images of rooms. */
public final class ArkProvider implements FusionProvider {
  /** The name that callers choose it by. */
  public static final String ID = "ark";

  /** Creates the provider. Nothing is opened or sent yet. */
  public ArkProvider() {}

  @Override
  public String id() {
    return ID;
  }

  /** {@return what {@link ArkConfig#DEFAULT_MODEL} can do} */
  @Override
  public ProviderCapabilities capabilities() {
    return ArkCapabilities.of(ArkConfig.builder().build(), RequestOptions.NONE);
  }

  /**
   * Opens a session with the service. No connection is opened yet.
   *
   * @param config an {@link ArkConfig}, or {@link ProviderConfig.Defaults} for one with every
   *     setting at its default
   * @return a session, which the caller closes
   * @throws IllegalArgumentException if the configuration is of another type
   * @throws io.github.maskloom.fusion.FusionAccessException if no key was set, and {@code
   *     ARK_API_KEY} is missing in the environment or holds no possible key
   */
  @Override
  public ProviderSession open(ProviderConfig config) {
    return new ArkSession(ServiceConfig.of(config, ArkConfig.builder().build()));
  }

  /**
   * Asks the service which models a key may use. Models that make no images are among them, and so
   * are those that are shut down, as {@link ListedModel#status} says. The call blocks for a minute
   * at most, and is never billed. A list of more than 4096 models or 1 MiB fails. An interrupt of
   * the calling thread ends it.
   *
   * @param config says which service and which key
   * @return the models in the service's order
   * @throws io.github.maskloom.fusion.FusionException if that fails, of the same kinds as a request
   *     for images. Its delivery is {@code NOT_SENT} or {@code REJECTED}: nothing is billed.
   * @throws io.github.maskloom.errors.CancelledException if the calling thread was interrupted
   */
  public List<ListedModel> models(ArkConfig config) {
    try (ArkSession session = new ArkSession(config)) {
      return session.models();
    }
  }

  /** Ark, ready to work. */
  static final class ArkSession implements ProviderSession {
    private static final String PATH = "images/generations";

    private final ArkConfig config;
    private final HttpService service;

    /** Makes it ready to work. Opens no connection yet. */
    ArkSession(ArkConfig config) {
      this.config = config;
      service = new HttpService(config, PATH, new ArkErrorRules(), new ArkAnswerRules());
    }

    @Override
    public ProviderCapabilities capabilities(RequestOptions options) {
      return ArkCapabilities.of(config, options);
    }

    @Override
    public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
      return service.fuse(call, () -> checked(request));
    }

    private ArkRequest checked(ProviderRequest request) {
      if (request.mask().isPresent()) {
        throw new FusionRequestException(
            "the mask is an image of its own, but must be painted into the photo",
            FusionException.Failure.notSent(ArkProvider.ID));
      }
      Generation generation = Generation.of(config, request);
      RequestChecks.check(config, generation, capabilities(request.options()));
      return new ArkRequest(
          generation, service.key(), config.models().retirement(generation.sentModel()));
    }

    /** See {@link ArkProvider#models}. */
    List<ListedModel> models() {
      String key = service.key();
      return service.models(id -> ArkRequest.identity(key, id), new SafeText(List.of(key)));
    }

    @Override
    public void close() {
      service.close();
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
}
