package io.github.maskloom.local;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.FusionProviderContract;
import java.net.URI;
import java.util.Optional;

class LocalProviderContractTest extends FusionProviderContract {
  @Override
  protected FusionProvider provider() {
    return new LocalFusionProvider();
  }

  @Override
  protected ProviderConfig config() {
    return new ProviderConfig.Defaults("local");
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.empty();
  }

  @Override
  protected ProviderRequest request() {
    return LocalFusing.usual().withCount(2);
  }
}
