package io.github.maskloom.ark;

import io.github.maskloom.errors.FusionAccessException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.IOException;

/** Ark, ready to work. */
final class ArkSession implements ProviderSession {
  private final ArkConfig config;

  private ArkSession(ArkConfig config) {
    this.config = config;
  }

  static ArkSession open(ArkConfig config) {
    if (config.apiKey() instanceof ApiKeys.EnvironmentKey key && key.get().isBlank()) {
      throw new FusionAccessException(
          "no API key: set ArkConfig.apiKey or the environment variable " + ApiKeys.VARIABLE,
          FusionFailure.notSent(ArkProvider.ID));
    }
    return new ArkSession(config);
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return ArkCapabilities.of(config, options);
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}
