package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.JobServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class FluxProviderContractTest extends FusionProviderContract {
  private final JobServer server = new JobServer(new FluxWire());

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
    HttpSettings http = HttpSettings.builder().retries(FluxFixture.AT_ONCE).build();
    return Optional.of(
        FluxConfig.builder().apiKey(FluxFixture.KEY).baseUrl(address).http(http).build());
  }

  @Override
  protected ProviderRequest request() {
    return FluxFixture.request();
  }
}
