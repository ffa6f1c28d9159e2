package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.JobServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class DashScopeProviderContractTest extends FusionProviderContract {
  private final JobServer server = new JobServer(new DashScopeWire());

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FusionProvider provider() {
    return new DashScopeProvider();
  }

  @Override
  protected ProviderConfig config() {
    return configOf(server.address()).orElseThrow();
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    HttpSettings http = HttpSettings.builder().retries(DashScopeFixture.AT_ONCE).build();
    return Optional.of(
        DashScopeConfig.builder()
            .apiKey(DashScopeFixture.KEY)
            .baseUrl(address)
            .models(ModelTable.of(DashScopeFixture.SMALL))
            .http(http)
            .build());
  }

  @Override
  protected ProviderRequest request() {
    return DashScopeFixture.request();
  }
}
