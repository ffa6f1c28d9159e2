package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.JsonServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class GeminiProviderContractTest extends FusionProviderContract {
  private final JsonServer server =
      new JsonServer(Answer.json(ContentJson.of().image(GeminiFixture.RESULT).toString()));

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FusionProvider provider() {
    return new GeminiProvider();
  }

  @Override
  protected ProviderConfig config() {
    return configOf(server.baseUrl()).orElseThrow();
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(GeminiProvider.config().withApiKey(GeminiFixture.KEY).withBaseUrl(address));
  }

  @Override
  protected ProviderRequest request() {
    return GeminiFixture.request();
  }
}
