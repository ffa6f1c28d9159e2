package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.JobProviderContract;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.server.JobServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** At every fault that a service of jobs can have. */
class FluxJobContractTest extends JobProviderContract {
  static final Documented PAGES = new Documented(FluxJobContractTest.class);

  static ServiceTrial<JobServer, HttpConfig> trial(Supplier<Path> folder) {
    FluxJobContractTest service = new FluxJobContractTest();
    return ServiceTrial.queued(folder, service.provider(), service, service::config);
  }

  @Override
  protected FusionProvider provider() {
    return new FluxProvider();
  }

  @Override
  protected HttpConfig config(URI address) {
    return FluxProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, CALL))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  public String accepted(String id, URI service) {
    String poll = service + "/get_result?id=" + id;
    return PAGES.example("accepted.json", "TASK", id, "POLL", poll);
  }

  @Override
  protected boolean isPolledAtPath() {
    return true;
  }

  @Override
  public String waiting(String id) {
    return PAGES.example("moderated.json", "TASK", id, "Request Moderated", "Pending");
  }

  @Override
  public String done(String id, URI image) {
    return PAGES.example("ready.json", "TASK", id, "IMAGE", image.toString());
  }

  @Override
  protected String failed(String id) {
    String words = "no " + PROMPT + " here";
    return PAGES.example("reasons.json", "TASK", id, "Derivative Works Filter", words);
  }

  /** An error may have an id of its own, which nothing is polled by. */
  @Override
  protected String error(String code, String message) {
    return "{\"error\":" + code + ",\"message\":" + message + ",\"error_id\":\"e-1\"}";
  }

  @Override
  protected String refusals() {
    return """
        400 Request REJECTED NEVER validation_error
        401 Access REJECTED NEVER invalid_api_key -
        402 Quota REJECTED NEVER insufficient_credits
        429 Throttled REJECTED SAFE rate_limit_exceeded
        400 Request UNKNOWN NEVER other
        402 Quota UNKNOWN NEVER other
        403 Access UNKNOWN NEVER other
        404 Access UNKNOWN NEVER other
        422 Request UNKNOWN NEVER other
        429 Throttled UNKNOWN MAY_BILL_TWICE other
        500 Service UNKNOWN MAY_BILL_TWICE internal_error
        502 Throttled UNKNOWN MAY_BILL_TWICE rate_limit_exceeded
        503 Service UNKNOWN MAY_BILL_TWICE other
        """;
  }
}
