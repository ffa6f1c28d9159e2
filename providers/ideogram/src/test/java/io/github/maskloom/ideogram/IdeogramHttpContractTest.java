package io.github.maskloom.ideogram;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where it answers at once. */
class IdeogramHttpContractTest extends HttpProviderContract {
  @Override
  protected FusionProvider provider() {
    return new IdeogramProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config =
        IdeogramProvider.config()
            .withApiKey(ServiceTrial.KEY)
            .withBaseUrl(address)
            .withSetting(IdeogramProvider.ASYNC, "false")
            .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return new TestRequest().build();
  }

  @Override
  protected String refusals() {
    return IdeogramJobContractTest.REFUSALS;
  }

  @Override
  protected String error(String code, String message) {
    return IdeogramJobContractTest.errorOf(code, message);
  }

  @Override
  protected String events(byte[] image) {
    return "";
  }
}
