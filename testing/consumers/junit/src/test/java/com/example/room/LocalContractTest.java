package com.example.room;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.local.LocalFusionProvider;
import io.github.maskloom.testing.FusionProviderContract;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

class LocalContractTest extends FusionProviderContract {
  @Override
  protected FusionProvider provider() {
    return new LocalFusionProvider();
  }

  @Override
  protected ProviderConfig config() {
    return new ProviderConfig.Defaults("local");
  }

  @Override
  protected Optional<ProviderConfig> configOf(URI address) {
    return Optional.empty();
  }

  @Override
  protected ProviderRequest request() throws IOException {
    return new ProviderRequest(
        png(BufferedImage.TYPE_INT_RGB),
        Optional.of(png(BufferedImage.TYPE_INT_ARGB)),
        List.of(png(BufferedImage.TYPE_INT_ARGB)),
        "",
        OutputSize.UNSET,
        1,
        RequestOptions.NONE);
  }

  private static ProviderInput.Image png(int type) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(64, 48, type);
    image.setRGB(20, 20, 0xFFFF0000);
    ImageIO.write(image, "png", png);
    return new ProviderInput.Image(
        ImageSource.of(png.toByteArray()), "image/png", 64, 48, png.size());
  }
}
