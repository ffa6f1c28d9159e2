package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.FusionProviderContract;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.TestImages;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class RemoteSketchContractTest extends FusionProviderContract {
  private static final byte[] PHOTO = TestImages.png(1);
  private static final String IMAGE =
      "{\"b64_json\":\"" + Base64.getEncoder().encodeToString(TestImages.png(2)) + "\"}";

  private final DrawingServer server =
      new DrawingServer(Answer.json("{\"data\":[" + IMAGE + "," + IMAGE + "]}"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FusionProvider provider() {
    return new RemoteSketchProvider();
  }

  @Override
  protected ProviderConfig config() {
    return configOf(server.baseUrl()).orElseThrow();
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(RemoteSketchProvider.config().withBaseUrl(address).withApiKey("key"));
  }

  @Override
  protected ProviderRequest request() {
    ProviderInput.Image photo =
        new ProviderInput.Image(ImageSource.of(PHOTO), "image/png", 64, 48, PHOTO.length);
    return new ProviderRequest(
        photo, Optional.empty(), List.of(), "a sofa", OutputSize.UNSET, 2, RequestOptions.NONE);
  }
}
