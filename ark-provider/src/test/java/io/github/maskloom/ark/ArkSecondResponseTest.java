package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.SecondResponseContract;
import io.github.maskloom.testing.server.LoopbackTls;
import java.net.URI;

class ArkSecondResponseTest extends SecondResponseContract {
  @Override
  protected FusionProvider provider() {
    return new ArkProvider();
  }

  @Override
  protected ProviderConfig config(URI address, LoopbackTls tls) {
    return ArkConfig.builder()
        .trust(tls.clientSockets(), tls.trustManager())
        .apiKey(ArkFixture.KEY)
        .baseUrl(address)
        .model(ArkFixture.MODEL)
        .retries(ArkFixture.AT_ONCE)
        .build();
  }

  @Override
  protected ProviderRequest request() {
    return ArkFixture.base64Request();
  }

  @Override
  protected String busy() {
    return "ServerOverloaded";
  }
}
