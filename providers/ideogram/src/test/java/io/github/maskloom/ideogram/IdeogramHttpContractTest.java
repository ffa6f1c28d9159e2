package io.github.maskloom.ideogram;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where it answers at once. */
class IdeogramHttpContractTest extends HttpProviderContract {
  @Override
  protected FusionProvider provider() {
    return new IdeogramProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config = IdeogramFixture.atOnce(IdeogramFixture.config(address));
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return IdeogramFixture.request();
  }

  @Override
  protected List<Documented> documented() {
    return table(ErrorsTest.REFUSALS);
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":" + message + ",\"reject_reason\":" + code + "}";
  }

  @Override
  protected String events(byte[] image) {
    return "";
  }
}
