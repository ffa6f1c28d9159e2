package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The table is that of the README, whose sources it names. */
class GeminiHttpContractTest extends HttpProviderContract {
  @Override
  protected FusionProvider provider() {
    return new GeminiProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config = GeminiFixture.config(address).withDownloadHosts("127.0.0.1");
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return GeminiFixture.request();
  }

  @Override
  protected List<Documented> documented() {
    return table(ErrorsTest.REFUSALS);
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":400,\"message\":" + message + ",\"status\":" + code + "}}";
  }

  @Override
  protected String answer(String base64) {
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\""
        + base64
        + "\"}}]},\"finishReason\":\"STOP\"}]}";
  }

  @Override
  protected String events(byte[] image) {
    return "";
  }
}
