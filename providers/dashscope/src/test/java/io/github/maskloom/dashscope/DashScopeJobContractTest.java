package io.github.maskloom.dashscope;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.JobProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** At every fault that a service of jobs can have. */
class DashScopeJobContractTest extends JobProviderContract {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Override
  protected FusionProvider provider() {
    return new DashScopeProvider();
  }

  @Override
  protected ProviderConfig config(URI address) {
    Duration call = Duration.ofMinutes(1);
    return DashScopeFixture.config(address)
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, call))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  protected String key() {
    return DashScopeFixture.KEY;
  }

  @Override
  public String accepted(String id, URI service) {
    return waiting(id);
  }

  @Override
  public String waiting(String id) {
    return state(id, "PENDING");
  }

  static String state(String id, String state) {
    return DashScopeFixture.PAGES.example("pending.json", "TASK", id, "PENDING", state);
  }

  static String failed(String id, String code, String words) {
    return DashScopeFixture.PAGES.example(
        "failed.json", "TASK", id, "InvalidParameter", code, "WORDS", words);
  }

  @Override
  public String done(String id, URI image) {
    return DashScopeFixture.PAGES.example("succeeded.json", "TASK", id, "IMAGE", image.toString());
  }

  @Override
  protected Optional<String> failedFree(String id) {
    return Optional.of(failed(id, "DataInspectionFailed", "no " + PROMPT + " here"));
  }

  /** No task that failed is billed, but what of one that somebody else cancelled is not said. */
  @Override
  protected String failed(String id) {
    return state(id, "CANCELED");
  }

  @Override
  public boolean isCancel(String method, String path) {
    return method.equals("POST") && path.endsWith("/cancel");
  }

  @Override
  public Optional<String> cancelled(String id) {
    return Optional.of(state(id, "CANCELED"));
  }

  @Override
  protected List<Refused> refused() {
    return List.of(
        refused(400, "InvalidParameter"),
        refused(400, "Arrearage"),
        refused(429, "Throttling.RateQuota"),
        refused(500, "InternalError.Algo"),
        refused(503, "ModelUnavailable"));
  }

  private static Refused refused(int status, String code) {
    return new Refused(
        status, "{\"code\":\"" + code + "\",\"message\":\"no\",\"request_id\":\"4909100c\"}");
  }

  @Override
  protected Optional<String> used() {
    return Optional.of("\"usage\":{\"image_count\":1}");
  }
}
