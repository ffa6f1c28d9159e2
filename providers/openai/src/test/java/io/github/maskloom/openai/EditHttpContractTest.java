package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The table is that of the guide and the specification, as of November 2026. */
class EditHttpContractTest extends HttpProviderContract {
  /** The code {@code moderation_blocked} is one only beside the stage {@code input}. */
  @Override
  protected FusionProvider provider() {
    return new OpenAiProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config = OpenAiFixture.config(OpenAiDialect.OPENAI, address);
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return OpenAiFixture.request(OpenAiOptions.NONE);
  }

  @Override
  protected List<Documented> documented() {
    return table(EditErrorsTest.REFUSALS);
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"message\":"
        + message
        + ",\"type\":\"server_error\",\"param\":null,\"code\":"
        + code
        + "}}";
  }

  @Override
  protected String events(byte[] image) {
    return EditAnswers.completed(image);
  }
}
