package io.github.maskloom.ideogram;

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
import java.util.Optional;
import java.util.function.Supplier;

/** At every fault that a service of jobs can have. */
class IdeogramJobContractTest extends JobProviderContract {
  static final String REFUSALS =
      """
      402 Quota REJECTED NEVER insufficient_funds daily_limit priority_credit_required
      402 Access REJECTED NEVER subscription_required feature_limit
      429 Throttled REJECTED SAFE inflight_limit
      401 Access REJECTED NEVER -
      400 Request UNKNOWN NEVER -
      402 Quota UNKNOWN NEVER -
      403 Access UNKNOWN NEVER -
      404 Access UNKNOWN NEVER -
      413 Request UNKNOWN NEVER -
      422 Content UNKNOWN NEVER -
      429 Throttled UNKNOWN MAY_BILL_TWICE -
      500 Service UNKNOWN MAY_BILL_TWICE -
      502 Throttled UNKNOWN MAY_BILL_TWICE inflight_limit
      503 Service UNKNOWN MAY_BILL_TWICE -
      """;

  static final Documented PAGES = new Documented(IdeogramJobContractTest.class);

  static ServiceTrial<JobServer, HttpConfig> trial(Supplier<Path> folder) {
    IdeogramJobContractTest service = new IdeogramJobContractTest();
    return ServiceTrial.queued(folder, service.provider(), service, service::config);
  }

  @Override
  protected FusionProvider provider() {
    return new IdeogramProvider();
  }

  @Override
  protected HttpConfig config(URI address) {
    return IdeogramProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, CALL))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  public String accepted(String id, URI service) {
    return PAGES.example("accepted.json", "GENERATION", id);
  }

  @Override
  public String waiting(String id) {
    return PAGES.example("pending.json", "GENERATION", id);
  }

  @Override
  public String done(String id, URI image) {
    return PAGES.example("completed.json", "GENERATION", id, "IMAGE", image.toString());
  }

  @Override
  protected Optional<String> failedFree(String id) {
    return Optional.of(
        PAGES.example("failed.json", "GENERATION", id, "REASON", "no " + PROMPT + " here"));
  }

  /** What failed is free, but not what was withheld. */
  @Override
  protected String failed(String id) {
    return PAGES.example("completed.json", "GENERATION", id, "IMAGE", "");
  }

  @Override
  protected String error(String code, String message) {
    return errorOf(code, message);
  }

  static String errorOf(String code, String message) {
    return "{\"error\":" + message + ",\"reject_reason\":" + code + "}";
  }

  @Override
  protected String refusals() {
    return REFUSALS;
  }
}
