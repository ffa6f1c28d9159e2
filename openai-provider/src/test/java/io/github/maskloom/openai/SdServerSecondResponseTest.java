package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.testing.SecondResponseContract;
import io.github.maskloom.testing.server.LoopbackTls;
import java.net.URI;
import java.time.Duration;

class SdServerSecondResponseTest extends SecondResponseContract {
  @Override
  protected FusionProvider provider() {
    return new OpenAiProvider();
  }

  @Override
  protected ProviderConfig config(URI address, LoopbackTls tls) {
    HttpSettings http =
        HttpSettings.builder()
            .retries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
            .trust(tls.clientSockets(), tls.trustManager())
            .build();
    return OpenAiConfig.builder()
        .dialect(OpenAiDialect.SD_SERVER)
        .baseUrl(address)
        .http(http)
        .build();
  }

  @Override
  protected ProviderRequest request() {
    return OpenAiFixture.request(OpenAiOptions.NONE);
  }

  @Override
  protected String busy() {
    return "rate_limit_exceeded";
  }
}
