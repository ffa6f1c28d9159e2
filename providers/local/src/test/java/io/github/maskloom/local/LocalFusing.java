package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.decode;
import static io.github.maskloom.local.Drawings.fill;
import static io.github.maskloom.local.Drawings.input;
import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.onGround;
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

  /** The usual request for another size. */
  static ProviderRequest sized(OutputSize size) {
    ProviderRequest usual = usual();
    return new ProviderRequest(
        usual.photo(), usual.mask(), usual.references(), "", size, 1, RequestOptions.NONE);
  }

  /** A request whose images are all PNG. */
  static ProviderRequest request(
      BufferedImage scene, BufferedImage mask, BufferedImage... references) {
    Stream<ProviderInput> inputs = Stream.of(references).map(picture -> input(picture, "png"));
    return request(input(scene, "png"), input(mask, "png"), inputs.toArray(ProviderInput[]::new));
  }

  static ProviderRequest usual() {
    return request(room(RGB, 200, 150), mask(200, 150, 60, 50, 80, 60), pouf(Color.WHITE));
  }

  /** The usual request with another mask. */
  static ProviderRequest masked(ProviderInput.Image mask) {
    return request(usual().photo(), mask, usual().references().get(0));
  }

  /** The usual request with other references. */
  static ProviderRequest of(ProviderInput... references) {
    return request(usual().photo(), usual().mask().orElseThrow(), references);
  }

  /** The usual request in another scene. */
  static ProviderRequest in(ProviderInput.Image scene) {
    return request(scene, usual().mask().orElseThrow(), usual().references().get(0));
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

  BufferedImage fused(BufferedImage scene, BufferedImage mask, ProviderInput.Image... references)
      throws IOException {
    return fused(request(input(scene, "png"), input(mask, "png"), references));
  }

  static int blueness(BufferedImage picture, int x, int y) {
    Color color = new Color(picture.getRGB(x, y));
    return color.getBlue() - color.getRed();
  }

  /** The box around everything that is bluer than the scene may be. */
  static Rectangle blue(BufferedImage picture, int least) {
    Rectangle box = new Rectangle(-1, -1);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (blueness(picture, x, y) > least) {
          box.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return box;
  }

  /** A pouf whose left half is red. */
  static BufferedImage halfRed() {
    return onGround(
        Color.WHITE,
        120,
        100,
        graphics -> {
          graphics.fillRect(60, 20, 40, 60);
          fill(graphics, Color.RED, 20, 20, 40, 60);
        });
  }
}
