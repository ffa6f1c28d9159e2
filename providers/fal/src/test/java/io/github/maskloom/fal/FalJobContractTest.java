package io.github.maskloom.fal;

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
class FalJobContractTest extends JobProviderContract {
  static final Documented PAGES = new Documented(FalJobContractTest.class);

  static ServiceTrial<JobServer, HttpConfig> trial(Supplier<Path> folder) {
    FalJobContractTest service = new FalJobContractTest();
    return ServiceTrial.queued(folder, service.provider(), service, service::config);
  }

  @Override
  protected FusionProvider provider() {
    return new FalProvider();
  }

  @Override
  protected HttpConfig config(URI address) {
    return FalProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, CALL))
        .withMaxImageBytes(1 << 20);
  }

  /**
   * The links have the owner and the app only, whatever the model, and ids that need no escapes.
   */
  @Override
  public String accepted(String id, URI service) {
    String link = service + "/fal-ai/flux-pro/requests/" + id.replaceAll("[^A-Za-z0-9-]", "-");
    return accepted(id, link + "/status", link, link + "/cancel");
  }

  static String accepted(String id, String status, String result, String cancel) {
    return PAGES.example(
        "accepted.json", "ID", id, "STATUS", status, "RESULT", result, "CANCEL", cancel);
  }

  @Override
  public String waiting(String id) {
    return status(id, "IN_PROGRESS");
  }

  static String status(String id, String state) {
    return PAGES.example("status.json", "ID", id, "STATE", state);
  }

  @Override
  public String done(String id, URI image) {
    return status(id, "COMPLETED");
  }

  @Override
  public Optional<String> result(URI image) {
    return Optional.of(PAGES.example("result.json", "IMAGE", image.toString()));
  }

  @Override
  public boolean isResult(String path) {
    return path.contains("/requests/") && !path.endsWith("/status");
  }

  @Override
  protected Optional<String> failedFree(String id) {
    return Optional.of(PAGES.example("failed.json", "ID", id));
  }

  @Override
  protected String failed(String id) {
    return failed(id, "client_disconnected").replace("timed out", "had no " + PROMPT);
  }

  static String failed(String id, String type) {
    return PAGES.example("failed.json", "ID", id, "request_timeout", type);
  }

  @Override
  public Optional<String> cancelled(String id) {
    return Optional.of(failed(id, "client_cancelled"));
  }

  @Override
  public boolean isCancel(String method, String path) {
    return method.equals("PUT") && path.endsWith("/cancel");
  }

  @Override
  protected String error(String code, String message) {
    return "{\"detail\":" + message + ",\"error_type\":" + code + "}";
  }

  /** No refusal of a request has a code that costs nothing. */
  @Override
  protected String refusals() {
    return """
        400 Request UNKNOWN NEVER bad_request
        401 Access REJECTED NEVER -
        403 Access UNKNOWN NEVER -
        422 Request UNKNOWN NEVER -
        422 Content UNKNOWN NEVER content_policy_violation
        429 Throttled UNKNOWN MAY_BILL_TWICE -
        500 Service UNKNOWN MAY_BILL_TWICE internal_error runner_server_error
        502 Service UNKNOWN MAY_BILL_TWICE runner_incomplete_response
        503 Service UNKNOWN MAY_BILL_TWICE runner_scheduling_failure runner_connection_timeout
        503 Service UNKNOWN MAY_BILL_TWICE runner_disconnected runner_connection_refused
        504 Service UNKNOWN MAY_BILL_TWICE request_timeout startup_timeout
        """;
  }
}
