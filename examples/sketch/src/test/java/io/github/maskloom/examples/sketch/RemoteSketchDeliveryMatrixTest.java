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
import io.github.maskloom.testing.DeliveryMatrixContract;
import io.github.maskloom.testing.server.ErrorJson;
import io.github.maskloom.testing.server.TestImages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A provider that stands on the table of codes alone judges as the large ones do. */
class RemoteSketchDeliveryMatrixTest extends DeliveryMatrixContract {
  private static final byte[] SCENE = TestImages.png(1);

  @Override
  protected FusionProvider provider() {
    return new RemoteSketchProvider();
  }

  @Override
  protected ProviderConfig configOf(URI address) {
    HttpSettings http =
        HttpSettings.builder()
            .retries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO))
            .build();
    return new RemoteSketchProvider.Config(address, "key", http);
  }

  @Override
  protected ProviderRequest request() {
    ProviderInput.Image scene =
        new ProviderInput.Image(ImageSource.of(SCENE), "image/png", 64, 48, SCENE.length);
    return new ProviderRequest(
        scene, Optional.empty(), List.of(), "", OutputSize.UNSET, 1, RequestOptions.NONE);
  }

  @Override
  protected List<Documented> documented() {
    return table(
        """
        503 pencils_out again
        400 improper
        """);
  }

  @Override
  protected String error(String code) {
    return ErrorJson.of(code, "no").toString();
  }

  /** The service sends none. */
  @Override
  protected String events(byte[] image) {
    return "";
  }
}
