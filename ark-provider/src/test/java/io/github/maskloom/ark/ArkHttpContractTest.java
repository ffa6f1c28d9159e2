package io.github.maskloom.ark;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.server.EventsJson;
import java.net.URI;
import java.util.List;
import java.util.Optional;

class ArkHttpContractTest extends HttpProviderContract {
  @Override
  protected FusionProvider provider() {
    return new ArkProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config = ArkFixture.config(address).withDownloadHosts("127.0.0.1");
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return ArkFixture.base64Request();
  }

  @Override
  protected List<Documented> documented() {
    return table(ArkErrorsTest.REFUSALS);
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":" + code + ",\"message\":" + message + ",\"type\":\"\"}}";
  }

  @Override
  protected String events(byte[] image) {
    return EventsJson.of(ArkFixture.MODEL).base64(0, image, "1x1").completed(1, 9).toString();
  }
}
