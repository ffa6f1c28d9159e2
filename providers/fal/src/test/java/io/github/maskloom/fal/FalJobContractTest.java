package io.github.maskloom.fal;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.JobProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** At every fault that a service of jobs can have. */
class FalJobContractTest extends JobProviderContract {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Override
  protected FusionProvider provider() {
    return new FalProvider();
  }

  @Override
  protected ProviderConfig config(URI address) {
    Duration call = Duration.ofMinutes(1);
    return FalFixture.config(address)
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, call))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  protected String key() {
    return FalFixture.KEY;
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
    return FalFixture.PAGES.example(
        "accepted.json", "ID", id, "STATUS", status, "RESULT", result, "CANCEL", cancel);
  }

  @Override
  public String waiting(String id) {
    return status(id, "IN_PROGRESS");
  }

  static String status(String id, String state) {
    return FalFixture.PAGES.example("status.json", "ID", id, "STATE", state);
  }

  @Override
  public String done(String id, URI image) {
    return status(id, "COMPLETED");
  }

  @Override
  public Optional<String> result(URI image) {
    return Optional.of(FalFixture.PAGES.example("result.json", "IMAGE", image.toString()));
  }

  @Override
  public boolean isResult(String path) {
    return path.contains("/requests/") && !path.endsWith("/status");
  }

  @Override
  protected Optional<String> failedFree(String id) {
    return Optional.of(FalFixture.PAGES.example("failed.json", "ID", id));
  }

  @Override
  protected String failed(String id) {
    return failed(id, "client_disconnected").replace("timed out", "had no " + PROMPT);
  }

  static String failed(String id, String type) {
    return FalFixture.PAGES.example("failed.json", "ID", id, "request_timeout", type);
  }

  @Override
  public Optional<String> cancelled(String id) {
    return Optional.of(failed(id, "client_cancelled"));
  }

  @Override
  public boolean isCancel(String method, String path) {
    return method.equals("PUT") && path.endsWith("/cancel");
  }
}
