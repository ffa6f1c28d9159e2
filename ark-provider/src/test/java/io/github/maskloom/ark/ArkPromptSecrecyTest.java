package io.github.maskloom.ark;

import io.github.maskloom.ark.server.LogCapture;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.testing.PromptSecrecyContract;
import java.net.URI;

class ArkPromptSecrecyTest extends PromptSecrecyContract {
  @Override
  protected FusionProvider provider() {
    return new ArkProvider();
  }

  @Override
  protected ProviderConfig configOf(URI address) {
    return ArkConfig.builder()
        .apiKey(ArkFixture.KEY)
        .baseUrl(address)
        .model(ArkFixture.MODEL)
        .retries(ArkFixture.AT_ONCE)
        .build();
  }

  @Override
  protected Log listen() {
    LogCapture capture = new LogCapture();
    capture.start();
    return new Log() {
      @Override
      public String take() {
        return capture.take();
      }

      @Override
      public void close() {
        capture.stop();
      }
    };
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":" + code + ",\"message\":" + message + ",\"type\":\"\"}}";
  }
}
