package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.JobProviderContract;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The provider that queues, at every fault that a service of jobs can have. */
class QueuedSketchContractTest extends JobProviderContract {
  @Override
  protected FusionProvider provider() {
    return new QueuedSketchProvider();
  }

  @Override
  protected ProviderConfig config(URI address) {
    return QueuedSketchProvider.config()
        .withBaseUrl(address)
        .withApiKey(KEY)
        .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, CALL))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  public String accepted(String id, URI service) {
    return state(id, "waiting", "\"ahead\":3");
  }

  @Override
  public String waiting(String id) {
    return state(id, "drawing", "\"progress\":0.5");
  }

  @Override
  public String done(String id, URI image) {
    return state(id, "drawn", "\"sketches\":[{\"url\":\"" + image + "\"}]");
  }

  @Override
  protected Optional<String> failedFree(String id) {
    return Optional.of(ended(id, "improper"));
  }

  @Override
  protected String failed(String id) {
    return ended(id, "broken");
  }

  private static String ended(String id, String state) {
    return state(id, state, "\"reason\":{\"code\":\"words\",\"words\":\"no " + PROMPT + " here\"}");
  }

  private static String state(String id, String state, String more) {
    return "{\"id\":\"" + id + "\",\"state\":\"" + state + "\"," + more + "}";
  }

  @Override
  public boolean isCancel(String method, String path) {
    return method.equals("DELETE");
  }

  @Override
  public Optional<String> cancelled(String id) {
    return Optional.of(ended(id, "dropped"));
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":" + code + ",\"message\":" + message + ",\"id\":\"e-1\"}}";
  }

  @Override
  protected String refusals() {
    return """
        503 Throttled REJECTED SAFE pencils_out
        400 Content REJECTED NEVER improper
        """;
  }
}
