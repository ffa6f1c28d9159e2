package io.github.maskloom.gemini;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The table is that of the README, whose sources it names. */
class GeminiHttpContractTest extends HttpProviderContract {
  static ServiceTrial<JsonServer, HttpConfig> trial(Supplier<Path> folder) {
    JsonServer server = new JsonServer();
    return new ServiceTrial<>(folder, new GeminiProvider(), server, config(server.baseUrl()));
  }

  private static HttpConfig config(URI address) {
    return GeminiProvider.config()
        .withApiKey(ServiceTrial.KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
  }

  @Override
  protected FusionProvider provider() {
    return new GeminiProvider();
  }

  @Override
  protected HttpConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config = config(address).withDownloadHosts("127.0.0.1");
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() {
    return new TestRequest().mask().build();
  }

  @Override
  protected String refusals() {
    return """
        400 Request REJECTED NEVER INVALID_ARGUMENT
        400 Access REJECTED NEVER FAILED_PRECONDITION
        401 Access REJECTED NEVER UNAUTHENTICATED -
        403 Access REJECTED NEVER PERMISSION_DENIED
        404 Access REJECTED NEVER NOT_FOUND
        429 Throttled REJECTED SAFE RESOURCE_EXHAUSTED
        500 Service REJECTED SAFE INTERNAL
        503 Service REJECTED SAFE UNAVAILABLE
        504 Service UNKNOWN MAY_BILL_TWICE DEADLINE_EXCEEDED
        499 Service UNKNOWN MAY_BILL_TWICE CANCELLED
        502 Service UNKNOWN MAY_BILL_TWICE UNAVAILABLE
        413 Request UNKNOWN NEVER TOO_LARGE
        """;
  }

  @Override
  protected String error(String code, String message) {
    return errorOf(code, message);
  }

  static String errorOf(String code, String message) {
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
