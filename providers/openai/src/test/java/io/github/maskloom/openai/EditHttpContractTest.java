package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import java.net.URI;
import java.util.Optional;

/** The table is that of the guide and the specification, as of November 2026. */
class EditHttpContractTest extends HttpProviderContract {
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

  /** The code {@code moderation_blocked} is one only beside the stage {@code input}. */
  @Override
  protected String refusals() {
    return """
        400 Content REJECTED NEVER content_policy_violation
        400 Quota REJECTED NEVER billing_hard_limit_reached
        400 Request REJECTED NEVER invalid_input_fidelity_model
        401 Access REJECTED NEVER invalid_api_key
        404 Access REJECTED NEVER model_not_found
        429 Quota REJECTED NEVER insufficient_quota project_spend_limit_exceeded
        429 Quota REJECTED NEVER organization_spend_limit_exceeded
        429 Throttled REJECTED SAFE rate_limit_exceeded
        500 Service REJECTED SAFE server_error
        503 Service REJECTED SAFE server_error
        400 Content UNKNOWN NEVER moderation_blocked
        429 Service UNKNOWN MAY_BILL_TWICE timeout
        502 Throttled UNKNOWN MAY_BILL_TWICE rate_limit_exceeded
        503 Service UNKNOWN MAY_BILL_TWICE upstream_error
        408 Service UNKNOWN MAY_BILL_TWICE server_error
        529 Service UNKNOWN MAY_BILL_TWICE server_error
        """;
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
