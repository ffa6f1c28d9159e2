package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.ModelTable;
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
class DashScopeJobContractTest extends JobProviderContract {
  static final Documented PAGES = new Documented(DashScopeJobContractTest.class);

  /** The images here are smaller than the service takes them. */
  static final Model SMALL =
      DashScopeModels.OTHERS
          .withImages(1, 4)
          .withInputLimits(DashScopeModels.OTHERS.images().limits().withMinSide(1));

  static ServiceTrial<JobServer, HttpConfig> trial(Supplier<Path> folder) {
    DashScopeJobContractTest service = new DashScopeJobContractTest();
    return ServiceTrial.queued(folder, service.provider(), service, service::config);
  }

  @Override
  protected FusionProvider provider() {
    return new DashScopeProvider();
  }

  @Override
  protected HttpConfig config(URI address) {
    return DashScopeProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withModels(ModelTable.of(SMALL))
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, CALL))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  public String accepted(String id, URI service) {
    return waiting(id);
  }

  @Override
  public String waiting(String id) {
    return PAGES.example("pending.json", "TASK", id);
  }

  @Override
  public String done(String id, URI image) {
    return PAGES.example("succeeded.json", "TASK", id, "IMAGE", image.toString());
  }

  @Override
  protected Optional<String> failedFree(String id) {
    String words = "no " + PROMPT + " here";
    return Optional.of(PAGES.example("failed.json", "TASK", id, "WORDS", words));
  }

  /** No task that failed is billed, but what of one that somebody else cancelled is not said. */
  @Override
  protected String failed(String id) {
    return waiting(id).replace("PENDING", "CANCELED");
  }

  @Override
  public boolean isCancel(String method, String path) {
    return method.equals("POST") && path.endsWith("/cancel");
  }

  @Override
  public Optional<String> cancelled(String id) {
    return Optional.of(failed(id));
  }

  @Override
  protected Optional<String> used() {
    return Optional.of("\"usage\":{\"image_count\":1}");
  }

  @Override
  protected String error(String code, String message) {
    return "{\"code\":" + code + ",\"message\":" + message + ",\"request_id\":\"4909100c\"}";
  }

  @Override
  protected String refusals() {
    return """
        400 Request REJECTED NEVER InvalidParameter InvalidParameter.DataInspection
        400 Request REJECTED NEVER InvalidURL.Timeout BadRequest.TooLarge InvalidImageResolution
        400 Content REJECTED NEVER DataInspectionFailed IPInfringementSuspect
        400 Quota REJECTED NEVER Arrearage
        401 Access REJECTED NEVER InvalidApiKey -
        403 Access REJECTED NEVER AccessDenied.Unpurchased Model.AccessDenied
        403 Quota REJECTED NEVER AllocationQuota.FreeTierOnly
        404 Access REJECTED NEVER ModelNotFound
        429 Throttled REJECTED SAFE Throttling Throttling.RateQuota
        429 Quota REJECTED NEVER PostpaidBillOverdue
        500 Service REJECTED SAFE InternalError InternalError.Algo
        503 Service REJECTED SAFE ModelUnavailable
        500 Service UNKNOWN MAY_BILL_TWICE RequestTimeOut
        502 Service UNKNOWN MAY_BILL_TWICE InternalError
        429 Throttled UNKNOWN MAY_BILL_TWICE Strange
        400 Request UNKNOWN NEVER Strange
        """;
  }
}
