package io.github.maskloom.ark;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.HttpService;
import io.github.maskloom.http.model.ListedModel;
import io.github.maskloom.http.settings.ApiKeys;
import io.github.maskloom.http.wire.SafeText;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.util.List;

/** Ark, ready to work. */
final class ArkSession implements ProviderSession {
  /** How Ark speaks. */
  static final ServiceProfile PROFILE =
      new ServiceProfile(ArkProvider.ID, "ArkConfig", new ArkErrorRules(), new ArkAnswerRules());

  private static final String PATH = "images/generations";

  private final ArkConfig config;
  private final HttpService service;

  private ArkSession(ArkConfig config) {
    this.config = config;
    service = new HttpService(PROFILE, config.baseUrl(), PATH, config.settings());
  }

  /** Makes it ready to work. Opens no connection yet. */
  static ArkSession open(ArkConfig config) {
    if (config.apiKey() instanceof ApiKeys.EnvironmentKey) {
      ArkConfig.KEYS.ask(config.apiKey());
    }
    return new ArkSession(config);
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
          "the mask is an image of its own, but must be painted into the scene",
          FusionException.Failure.notSent(ArkProvider.ID));
    }
    Generation generation = Generation.of(config, request);
    RequestChecks.check(config.checks(), generation, capabilities(request.options()));
    return new ArkRequest(
        generation,
        ArkConfig.KEYS.ask(config.apiKey()),
        config.models().retirement(generation.sentModel()));
  }

  /** See {@link ArkProvider#models}. */
  List<ListedModel> models() {
    String key = ArkConfig.KEYS.ask(config.apiKey());
    return service.models(id -> ArkRequest.identity(key, id), new SafeText(List.of(key)));
  }

  @Override
  public void close() {
    service.close();
  }
}
