package io.github.maskloom.flux;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.JobProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** At every fault that a service of jobs can have. */
class FluxJobContractTest extends JobProviderContract {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Override
  protected FusionProvider provider() {
    return new FluxProvider();
  }

  @Override
  protected ProviderConfig config(URI address) {
    Duration call = Duration.ofMinutes(1);
    return FluxFixture.config(address)
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, call))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  protected String key() {
    return FluxFixture.KEY;
  }

  @Override
  public String accepted(String id, URI service) {
    return acceptedAt(id, service + "/get_result?id=" + id);
  }

  static String acceptedAt(String id, String poll) {
    return FluxFixture.PAGES.example("accepted.json", "TASK", id, "POLL", poll);
  }

  @Override
  public String waiting(String id) {
    return status(id, "Pending");
  }

  static String status(String id, String status) {
    return FluxFixture.PAGES.example("moderated.json", "TASK", id, "Request Moderated", status);
  }

  @Override
  public String done(String id, URI image) {
    return FluxFixture.PAGES.example("ready.json", "TASK", id, "IMAGE", image.toString());
  }

  /** The service documents nowhere that a task without an image costs nothing. */
  @Override
  protected Optional<String> failedFree(String id) {
    return Optional.empty();
  }

  @Override
  protected String failed(String id) {
    return FluxFixture.PAGES.example(
        "reasons.json", "TASK", id, "Derivative Works Filter", "no " + PROMPT + " here");
  }

  @Override
  public boolean isCancel(String method, String path) {
    return false;
  }

  /** An error may have an id of its own, which nothing is polled by. */
  @Override
  protected List<Refused> refused() {
    return List.of(
        refused(400, "validation_error"),
        refused(402, "insufficient_credits"),
        refused(429, "rate_limit_exceeded"));
  }

  private static Refused refused(int status, String code) {
    return new Refused(
        status, "{\"error\":\"" + code + "\",\"message\":\"no\",\"error_id\":\"e-1\"}");
  }
}
