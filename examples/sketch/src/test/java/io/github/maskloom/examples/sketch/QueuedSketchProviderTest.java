package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.JobServer;
import io.github.maskloom.testing.server.TestImages;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The provider that queues, as any provider. */
class QueuedSketchProviderTest extends FusionProviderContract {
  private static final byte[] PHOTO = TestImages.png(1);
  private static final QueuedSketchContractTest SERVICE = new QueuedSketchContractTest();

  private final JobServer server = new JobServer(SERVICE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FusionProvider provider() {
    return new QueuedSketchProvider();
  }

  @Override
  protected ProviderConfig config() {
    return SERVICE.config(server.address());
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(SERVICE.config(address));
  }

  @Override
  protected ProviderRequest request() {
    ProviderInput.Image photo =
        new ProviderInput.Image(ImageSource.of(PHOTO), "image/png", 64, 48, PHOTO.length);
    return new ProviderRequest(
        photo, Optional.empty(), List.of(), "a sofa", OutputSize.UNSET, 1, RequestOptions.NONE);
  }
}
