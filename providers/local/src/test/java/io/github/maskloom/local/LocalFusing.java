package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.FURNITURE;
import static io.github.maskloom.local.Drawings.decode;
import static io.github.maskloom.local.Drawings.draw;
import static io.github.maskloom.local.Drawings.input;
import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.pouf;
import static io.github.maskloom.local.Drawings.room;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.internal.RecordingCall;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the local provider with its usual request. */
abstract class LocalFusing {
  static final int RGB = BufferedImage.TYPE_INT_RGB;

  @TempDir Path folder;

  static ProviderRequest request(
      ProviderInput.Image scene, ProviderInput.Image mask, ProviderInput... references) {
    return new ProviderRequest(
        scene,
        Optional.of(mask),
        List.of(references),
        "",
        OutputSize.UNSET,
        1,
        RequestOptions.NONE);
  }

  static ProviderRequest with(ProviderRequest request, OutputSize size, int count) {
    return new ProviderRequest(
        request.photo(),
        request.mask(),
        request.references(),
        request.prompt(),
        size,
        count,
        request.options());
  }

  static ProviderRequest usual() {
    return request(
        input(room(RGB, 200, 150), "png"),
        input(mask(200, 150, 60, 50, 80, 60), "png"),
        input(pouf(Color.WHITE), "png"));
  }

  static ProviderResponse fuse(ProviderRequest request, RecordingCall call) throws IOException {
    try (ProviderSession session =
        new LocalFusionProvider().open(new ProviderConfig.Defaults("local"))) {
      return session.fuse(request, call);
    }
  }

  BufferedImage fused(ProviderRequest request) throws IOException {
    RecordingCall call = new RecordingCall(folder);
    fuse(request, call);
    return decode(call.bytes(0));
  }

  static int blueness(BufferedImage picture, int x, int y) {
    Color color = new Color(picture.getRGB(x, y));
    return color.getBlue() - color.getRed();
  }

  /** A pouf whose left half is red. */
  static BufferedImage halfRed() {
    return draw(
        RGB,
        120,
        100,
        graphics -> {
          graphics.setColor(Color.WHITE);
          graphics.fillRect(0, 0, 120, 100);
          graphics.setColor(FURNITURE);
          graphics.fillRect(60, 20, 40, 60);
          graphics.setColor(Color.RED);
          graphics.fillRect(20, 20, 40, 60);
        });
  }
}
