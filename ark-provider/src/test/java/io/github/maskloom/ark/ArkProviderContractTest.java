package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ImagesJson;
import io.github.maskloom.testing.server.JsonServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class ArkProviderContractTest extends FusionProviderContract {
  private final JsonServer server =
      new JsonServer(
          Answer.json(
              ImagesJson.of(ArkFixture.MODEL)
                  .base64(ArkFixture.RESULT, "2048x2048")
                  .usage(1, 16384)
                  .toString()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FusionProvider provider() {
    return new ArkProvider();
  }

  @Override
  protected ProviderConfig config() {
    return configOf(server.baseUrl()).orElseThrow();
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(
        ArkProvider.config()
            .withApiKey(ArkFixture.KEY)
            .withBaseUrl(address)
            .withModel(ArkFixture.MODEL));
  }

  @Override
  protected ProviderRequest request() {
    return ArkFixture.base64Request();
  }
}
