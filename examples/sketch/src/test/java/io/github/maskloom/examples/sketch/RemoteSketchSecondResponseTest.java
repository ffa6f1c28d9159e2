package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.http.settings.HttpSettings;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.SecondResponseContract;
import io.github.maskloom.testing.server.LoopbackTls;
import io.github.maskloom.testing.server.TestImages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class RemoteSketchSecondResponseTest extends SecondResponseContract {
  private static final byte[] SCENE = TestImages.png(1);

  @Override
  protected FusionProvider provider() {
    return new RemoteSketchProvider();
  }

  @Override
  protected ProviderConfig config(URI address, LoopbackTls tls) {
    HttpSettings http =
        HttpSettings.builder()
            .retries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
            .trust(tls.clientSockets(), tls.trustManager())
            .build();
    return new RemoteSketchProvider.Config(address, "key", http);
  }

  @Override
  protected ProviderRequest request() {
    ProviderInput.Image scene =
        new ProviderInput.Image(ImageSource.of(SCENE), "image/png", 64, 48, SCENE.length);
    return new ProviderRequest(
        scene, Optional.empty(), List.of(), "a sofa", OutputSize.UNSET, 1, RequestOptions.NONE);
  }

  @Override
  protected String busy() {
    return "pencils_out";
  }
}
