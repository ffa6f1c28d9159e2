package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.FURNITURE;
import static io.github.maskloom.local.Drawings.decode;
import static io.github.maskloom.local.Drawings.fill;
import static io.github.maskloom.local.Drawings.ground;
import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.png;
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
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the local provider with its usual request. */
abstract class LocalFusing {
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

  static ProviderRequest request(
      BufferedImage scene, BufferedImage mask, BufferedImage... references) {
    ProviderInput[] inputs = Stream.of(references).map(Drawings::png).toArray(ProviderInput[]::new);
    return request(png(scene), png(mask), inputs);
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
    return request(room(200, 150), mask(200, 150, 60, 50, 80, 60), pouf(Color.WHITE));
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

  BufferedImage fused(BufferedImage scene, BufferedImage mask, BufferedImage... references)
      throws IOException {
    return fused(request(scene, mask, references));
  }

  static int blueness(BufferedImage picture, int x, int y) {
    Color color = new Color(picture.getRGB(x, y));
    return color.getBlue() - color.getRed();
  }

  /** A pouf whose left half is red. */
  static BufferedImage halfRed() {
    BufferedImage pouf = fill(ground(120, 100, Color.WHITE), FURNITURE, 60, 20, 40, 60);
    return fill(pouf, Color.RED, 20, 20, 40, 60);
  }

  /** What holds the pixels that are bluer than red by more than a limit. */
  static Rectangle blue(BufferedImage picture, int limit) {
    Rectangle box = new Rectangle(-1, -1);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (blueness(picture, x, y) > limit) {
          box.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return box;
  }
}
