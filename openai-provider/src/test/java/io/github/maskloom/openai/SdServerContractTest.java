package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.openai.EditAnswers;
import io.github.maskloom.testing.openai.OpenAiServer;
import io.github.maskloom.testing.server.Answer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A server of one's own keeps the contract too, without a key. */
class SdServerContractTest extends FusionProviderContract {
  private final OpenAiServer server =
      OpenAiServer.sdServer(
          Answer.json(EditAnswers.images(OpenAiFixture.RESULT, OpenAiFixture.RESULT)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FusionProvider provider() {
    return new OpenAiProvider();
  }

  @Override
  protected ProviderConfig config() {
    return configOf(server.baseUrl()).orElseThrow();
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(OpenAiProvider.config(OpenAiDialect.SD_SERVER).withBaseUrl(address));
  }

  @Override
  protected ProviderRequest request() {
    return OpenAiFixture.request(2, OpenAiOptions.NONE);
  }
}
