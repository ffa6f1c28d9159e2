package io.github.maskloom.examples.sketch;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.FusionProviderContract;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

class SketchContractTest extends FusionProviderContract {
  @Override
  protected FusionProvider provider() {
    return new SketchProvider();
  }

  @Override
  protected ProviderConfig config() {
    return new ProviderConfig.Defaults("sketch");
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.empty();
  }

  @Override
  protected ProviderRequest request() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", png);
    ProviderInput.Image photo =
        new ProviderInput.Image(ImageSource.of(png.toByteArray()), "image/png", 64, 48, png.size());
    return new ProviderRequest(
        photo, Optional.empty(), List.of(), "", OutputSize.UNSET, 2, RequestOptions.NONE);
  }
}
