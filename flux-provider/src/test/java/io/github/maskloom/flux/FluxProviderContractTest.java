package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.JobServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class FluxProviderContractTest extends FusionProviderContract {
  private final JobServer server = new JobServer(new FluxJobContractTest());

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FusionProvider provider() {
    return new FluxProvider();
  }

  @Override
  protected ProviderConfig config() {
    return configOf(server.address()).orElseThrow();
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(
        FluxProvider.config()
            .withApiKey(FluxFixture.KEY)
            .withBaseUrl(address)
            .withRetries(FluxFixture.AT_ONCE));
  }

  @Override
  protected ProviderRequest request() {
    return FluxFixture.request();
  }
}
