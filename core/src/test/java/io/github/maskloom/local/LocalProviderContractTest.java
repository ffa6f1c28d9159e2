package io.github.maskloom.local;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.FusionProviderContract;

class LocalProviderContractTest extends FusionProviderContract {
  @Override
  protected FusionProvider provider() {
    return new LocalFusionProvider();
  }

  @Override
  protected ProviderConfig config() {
    return ProviderConfig.NONE;
  }

  @Override
  protected ProviderRequest request() {
    return LocalFusing.with(LocalFusing.usual(), OutputSize.UNSET, 2);
  }
}
