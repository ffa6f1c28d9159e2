package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.HttpProviderContract;
import io.github.maskloom.testing.LoopbackTls;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A provider that stands on the table of codes alone judges as the large ones do. */
class RemoteSketchHttpContractTest extends HttpProviderContract {
  @Override
  protected FusionProvider provider() {
    return new RemoteSketchProvider();
  }

  @Override
  protected ProviderConfig config(URI address, Optional<LoopbackTls> tls) {
    HttpConfig config =
        RemoteSketchProvider.config()
            .withBaseUrl(address)
            .withApiKey("key")
            .withRetries(HttpRetries.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));
    return tls.map(its -> config.withTrust(its.clientSockets(), its.trustManager())).orElse(config);
  }

  @Override
  protected ProviderRequest request() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
    ProviderInput.Image photo =
        new ProviderInput.Image(ImageSource.of(png.toByteArray()), "image/png", 64, 48, png.size());
    return new ProviderRequest(
        photo, Optional.empty(), List.of(), "a sofa", OutputSize.UNSET, 1, RequestOptions.NONE);
  }

  @Override
  protected String refusals() {
    return """
        503 Throttled REJECTED SAFE pencils_out
        400 Content REJECTED NEVER improper
        """;
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":{\"code\":" + code + ",\"message\":" + message + "}}";
  }

  /** The service sends none. */
  @Override
  protected String events(byte[] image) {
    return "";
  }
}
