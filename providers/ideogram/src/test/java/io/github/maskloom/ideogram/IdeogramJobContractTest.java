package io.github.maskloom.ideogram;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.JobProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** At every fault that a service of jobs can have. */
class IdeogramJobContractTest extends JobProviderContract {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Override
  protected FusionProvider provider() {
    return new IdeogramProvider();
  }

  @Override
  protected ProviderConfig config(URI address) {
    Duration call = Duration.ofMinutes(1);
    return IdeogramFixture.config(address)
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, call))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  protected String key() {
    return IdeogramFixture.KEY;
  }

  @Override
  public String accepted(String id, URI service) {
    return IdeogramFixture.PAGES.example("accepted.json", "GENERATION", id);
  }

  @Override
  public String waiting(String id) {
    return IdeogramFixture.PAGES.example("pending.json", "GENERATION", id);
  }

  @Override
  public String done(String id, URI image) {
    return IdeogramFixture.PAGES.example(
        "completed.json", "GENERATION", id, "IMAGE", image.toString());
  }

  @Override
  protected Optional<String> failedFree(String id) {
    return Optional.of(
        IdeogramFixture.PAGES.example(
            "failed.json", "GENERATION", id, "REASON", "no " + PROMPT + " here"));
  }

  /** What failed is free, but not what was withheld. */
  @Override
  protected String failed(String id) {
    return IdeogramFixture.PAGES.example("completed.json", "GENERATION", id, "IMAGE", "");
  }

  @Override
  public boolean isCancel(String method, String path) {
    return false;
  }

  @Override
  protected List<Refused> refused() {
    return List.of(refused(402, "insufficient_funds"), refused(429, "inflight_limit"));
  }

  static Refused refused(int status, String code) {
    return new Refused(status, "{\"error\":\"no\",\"reject_reason\":\"" + code + "\"}");
  }
}
