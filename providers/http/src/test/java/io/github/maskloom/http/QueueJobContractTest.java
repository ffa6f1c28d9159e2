package io.github.maskloom.http;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.JobTrial.Wire;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.testing.JobProviderContract;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.server.ImagesJson;
import java.net.URI;

/** A service that queues, and whose images are texts in base64. */
class QueueJobContractTest extends JobProviderContract {
  private static final Wire WIRE =
      Wire.with(at -> "\"images\":[\"" + ImagesJson.encode(JobWire.IMAGE) + "\"]");

  @Override
  protected FusionProvider provider() {
    return new QueueProvider();
  }

  @Override
  protected ProviderConfig config(URI address) {
    return QueueProvider.config()
        .withApiKey(KEY)
        .withBaseUrl(address)
        .withRetries(HttpFixture.AT_ONCE)
        .withTimeouts(new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, CALL))
        .withMaxImageBytes(1 << 20);
  }

  @Override
  public String accepted(String id, URI service) {
    return WIRE.accepted(id, service);
  }

  @Override
  public String waiting(String id) {
    return WIRE.waiting(id);
  }

  @Override
  public String done(String id, URI image) {
    return WIRE.done(id, image);
  }

  @Override
  protected String failed(String id) {
    return Wire.out(id, "failed", "");
  }
}
