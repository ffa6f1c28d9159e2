package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.JobServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class DashScopeProviderContractTest extends FusionProviderContract {
  private final JobServer server = new JobServer(new DashScopeJobContractTest());

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
    return Optional.of(
        DashScopeProvider.config()
            .withApiKey(DashScopeFixture.KEY)
            .withBaseUrl(address)
            .withModels(ModelTable.of(DashScopeFixture.SMALL))
            .withRetries(DashScopeFixture.AT_ONCE));
  }

  @Override
  protected ProviderRequest request() {
    return DashScopeFixture.request();
  }
}
